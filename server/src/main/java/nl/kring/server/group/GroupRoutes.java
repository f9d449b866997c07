package nl.kring.server.group;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import nl.kring.model.group.GroupType;
import nl.kring.model.group.SupportGroup;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.platform.http.Json;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Role;
import org.jspecify.annotations.Nullable;

/** The public directory of groups. */
public final class GroupRoutes {
  private final GroupService service;

  private record Answer(List<SupportGroup> groups) {}

  /** Over this service. */
  public GroupRoutes(GroupService service) {
    this.service = service;
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.get("/api/v1/groups", this::list, Role.ANYONE);
    routes.get("/api/v1/groups/{groupId}", this::one, Role.ANYONE);
  }

  private void list(Context ctx) {
    Answer answer =
        new Answer(service.directory(ctx.queryParam("municipality"), type(ctx.queryParam("type"))));
    cacheForAMinute(ctx);
    Json.writeTagged(ctx, answer);
  }

  private void one(Context ctx) {
    SupportGroup group =
        service
            .publicView(ctx.pathParam("groupId"))
            .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND));
    cacheForAMinute(ctx);
    Json.writeTagged(ctx, group);
  }

  private static void cacheForAMinute(Context ctx) {
    ctx.header("Cache-Control", "public, max-age=60");
  }

  private static @Nullable GroupType type(@Nullable String text) {
    try {
      return text == null ? null : GroupType.ofWireName(text);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(ProblemType.INVALID_REQUEST, e.getMessage());
    }
  }
}
