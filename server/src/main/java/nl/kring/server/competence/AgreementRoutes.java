package nl.kring.server.competence;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import nl.kring.server.platform.http.Json;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;

/** Organisations, what they follow, and what is agreed with them, over the API. */
public final class AgreementRoutes {
  private static final Role[] OF_PROVIDER = {Role.COORDINATOR, Role.FACILITATOR};

  private final AgreementService service;

  /** Over this service. */
  public AgreementRoutes(AgreementService service) {
    this.service = service;
  }

  private record Organisations(List<Organisation> organisations) {}

  private record Agreements(List<Agreement> agreements) {}

  private record NewFollowing(@JsonProperty(value = "since", required = true) LocalDate since) {
    NewFollowing {
      if (since == null) {
        throw new IllegalArgumentException("since is a day");
      }
    }
  }

  private record Review(
      @JsonProperty(value = "seen", required = true) LocalDate seen,
      @JsonProperty(value = "reviewBy", required = true) LocalDate reviewBy) {
    Review {
      if (seen == null || reviewBy == null) {
        throw new IllegalArgumentException("seen and reviewBy are days");
      }
    }
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.get("/api/v1/organisations", this::organisations, OF_PROVIDER);
    routes.post("/api/v1/organisations", this::add, Role.COORDINATOR);
    String organisation = "/api/v1/organisations/{organisationId}";
    routes.delete(organisation, this::remove, Role.COORDINATOR);
    routes.put(organisation + "/courses/{courseId}", this::follow, Role.COORDINATOR);
    routes.delete(organisation + "/courses/{courseId}", this::unfollow, Role.COORDINATOR);
    routes.get("/api/v1/agreements", this::agreements, OF_PROVIDER);
    routes.post("/api/v1/agreements", this::agree, Role.COORDINATOR);
    routes.delete("/api/v1/agreements/{agreementId}", this::end, Role.COORDINATOR);
    routes.put("/api/v1/agreements/{agreementId}/review", this::review, Role.COORDINATOR);
  }

  private void organisations(Context ctx) {
    Json.write(ctx, new Organisations(service.organisations(Gate.staff(ctx))));
  }

  private void add(Context ctx) {
    String id = service.add(Gate.staff(ctx), Json.read(ctx, NewOrganisation.class));
    ctx.status(201);
    Json.write(ctx, Map.of("organisationId", id));
  }

  private void remove(Context ctx) {
    service.remove(Gate.staff(ctx), ctx.pathParam("organisationId"));
    ctx.status(204);
  }

  private void follow(Context ctx) {
    service.requireOwnOrganisation(Gate.staff(ctx), ctx.pathParam("organisationId"));
    LocalDate since = Json.read(ctx, NewFollowing.class).since();
    service.follow(
        Gate.staff(ctx), ctx.pathParam("organisationId"), ctx.pathParam("courseId"), since);
    ctx.status(204);
  }

  private void unfollow(Context ctx) {
    service.unfollow(Gate.staff(ctx), ctx.pathParam("organisationId"), ctx.pathParam("courseId"));
    ctx.status(204);
  }

  private void agreements(Context ctx) {
    Json.write(ctx, new Agreements(service.agreements(Gate.staff(ctx))));
  }

  private void agree(Context ctx) {
    String id = service.agree(Gate.staff(ctx), Json.read(ctx, NewAgreement.class));
    ctx.status(201);
    Json.write(ctx, Map.of("agreementId", id));
  }

  private void review(Context ctx) {
    service.requireOwnAgreement(Gate.staff(ctx), ctx.pathParam("agreementId"));
    Review review = Json.read(ctx, Review.class);
    service.review(Gate.staff(ctx), ctx.pathParam("agreementId"), review.seen(), review.reviewBy());
    ctx.status(204);
  }

  private void end(Context ctx) {
    service.end(Gate.staff(ctx), ctx.pathParam("agreementId"));
    ctx.status(204);
  }
}
