package nl.kring.server.opening;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.Map;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.group.GroupService;
import nl.kring.server.platform.Ids;
import nl.kring.server.platform.http.Json;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;

/** Who leads a group, opening it, and substitutes, over the API. */
public final class OpeningRoutes {
  private static final Role[] LEADING = {Role.FACILITATOR, Role.COORDINATOR};

  private final LeadershipService service;
  private final GroupService groups;

  /** Over these services. */
  public OpeningRoutes(LeadershipService service, GroupService groups) {
    this.service = service;
    this.groups = groups;
  }

  private record Successor(@JsonProperty(value = "staffId", required = true) String staffId) {
    Successor {
      Ids.checked("staffId", staffId == null ? "" : staffId);
    }
  }

  private record NewSubstitute(
      @JsonProperty(value = "staffId", required = true) String staffId,
      @JsonProperty(value = "day", required = true) LocalDate day) {
    NewSubstitute {
      Ids.checked("staffId", staffId == null ? "" : staffId);
      if (day == null) {
        throw new IllegalArgumentException("day is a day such as 2026-11-25");
      }
    }
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    String group = "/api/v1/groups/{groupId}";
    routes.get("/api/v1/staff-groups/me", this::ownGroups, LEADING);
    routes.get(group + "/leadership", this::leadership, LEADING);
    routes.put(group + "/leadership", this::set, LEADING);
    routes.post(group + "/opening", this::open, LEADING);
    routes.delete(group + "/facilitators/{staffId}", this::takeOff, Role.COORDINATOR);
    routes.put(group + "/facilitators/{staffId}/successor", this::replace, Role.COORDINATOR);
    routes.post(group + "/substitutes", this::standIn, LEADING);
    routes.delete(group + "/substitutes/{substituteId}", this::withdraw, LEADING);
  }

  private void ownGroups(Context ctx) {
    Json.write(ctx, Map.of("groups", service.ownGroups(Gate.staff(ctx))));
  }

  private void leadership(Context ctx) {
    Json.write(ctx, service.of(Gate.staff(ctx), groupId(ctx)));
  }

  /** Looked at before the body: to whoever does not lead it, a group does not exist. */
  private String groupId(Context ctx) {
    return groups.ledBy(Gate.staff(ctx), ctx.pathParam("groupId")).id();
  }

  private void set(Context ctx) {
    String groupId = groupId(ctx);
    Backing backing = Json.read(ctx, Backing.class);
    if (backing.equals(Backing.NONE)) {
      throw new ProblemException(
          ProblemType.INVALID_REQUEST, "backstop or safeHomeRegion is needed");
    }
    service.set(Gate.staff(ctx), groupId, backing);
    ctx.status(204);
  }

  private void open(Context ctx) {
    service.open(Gate.staff(ctx), groupId(ctx));
    ctx.status(204);
  }

  private void takeOff(Context ctx) {
    service.takeOff(Gate.staff(ctx), groupId(ctx), ctx.pathParam("staffId"));
    ctx.status(204);
  }

  private void replace(Context ctx) {
    String groupId = groupId(ctx);
    String successor = Json.read(ctx, Successor.class).staffId();
    service.replace(Gate.staff(ctx), groupId, ctx.pathParam("staffId"), successor);
    ctx.status(204);
  }

  private void standIn(Context ctx) {
    String groupId = groupId(ctx);
    NewSubstitute wanted = Json.read(ctx, NewSubstitute.class);
    String id = service.standIn(Gate.staff(ctx), groupId, wanted.staffId(), wanted.day());
    ctx.status(201);
    Json.write(ctx, Map.of("substituteId", id));
  }

  private void withdraw(Context ctx) {
    service.withdraw(Gate.staff(ctx), groupId(ctx), ctx.pathParam("substituteId"));
    ctx.status(204);
  }
}
