package nl.kring.server.safety;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.List;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.platform.http.Json;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;
import org.jspecify.annotations.Nullable;

/** Which safety texts somebody of the staff has acknowledged, and acknowledging one. */
public final class SafetyRoutes {
  private static final Role[] LEADING = {Role.FACILITATOR, Role.COORDINATOR};

  private final AcknowledgementService service;

  /** Over this service. */
  public SafetyRoutes(AcknowledgementService service) {
    this.service = service;
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Acknowledgement(
      String text,
      @Nullable LocalDate acknowledgedOn,
      @Nullable LocalDate endsOn,
      boolean valid,
      boolean due) {}

  private record Acknowledgements(List<Acknowledgement> acknowledgements) {}

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.get("/api/v1/staff-acknowledgements/me", this::list, LEADING);
    routes.put("/api/v1/staff-acknowledgements/me/{text}", this::acknowledge, LEADING);
  }

  private void list(Context ctx) {
    Json.write(
        ctx,
        new Acknowledgements(
            service.of(Gate.staff(ctx)).stream()
                .map(
                    each ->
                        new Acknowledgement(
                            each.text().wireName(),
                            each.day(),
                            each.endsOn(),
                            each.isValid(),
                            each.isDue()))
                .toList()));
  }

  private void acknowledge(Context ctx) {
    SafetyText text =
        SafetyText.ofWireName(ctx.pathParam("text"))
            .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND));
    service.acknowledge(Gate.staff(ctx), text);
    ctx.status(204);
  }
}
