package nl.kring.server.meeting;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import nl.kring.model.meeting.Meeting;
import nl.kring.model.meeting.Meetings;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.group.GroupService;
import nl.kring.server.platform.http.Json;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;
import org.jspecify.annotations.Nullable;

/** The coming meetings of a group, and planning them. */
public final class MeetingRoutes {
  private static final int COUNT = 20;

  private final MeetingService service;
  private final GroupService groups;

  /** Over these services. */
  public MeetingRoutes(MeetingService service, GroupService groups) {
    this.service = service;
    this.groups = groups;
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.get(
        "/api/v1/groups/{groupId}/meetings",
        this::list,
        Role.ANYONE,
        Role.MEMBER,
        Role.ADMINISTRATOR,
        Role.COORDINATOR,
        Role.FACILITATOR,
        Role.MUNICIPALITY_VIEWER);
    routes.post(
        "/api/v1/groups/{groupId}/meeting-series",
        this::create,
        Role.FACILITATOR,
        Role.COORDINATOR);
    routes.delete(
        "/api/v1/groups/{groupId}/meeting-series/{seriesId}",
        this::delete,
        Role.FACILITATOR,
        Role.COORDINATOR);
  }

  private void list(Context ctx) {
    String groupId = ctx.pathParam("groupId");
    if (groups.publicView(groupId).isEmpty()) {
      throw new ProblemException(ProblemType.NOT_FOUND);
    }
    boolean isOwn = isOwn(Gate.callerOrNobody(ctx), groupId);
    List<Meeting> meetings =
        isOwn ? service.upcoming(groupId, COUNT) : service.upcomingPublic(groupId, COUNT);
    Json.writeTagged(ctx, new Meetings(groupId, meetings));
  }

  /** Whether this is the caller's own group, as a member or leading it; others are strangers. */
  private boolean isOwn(@Nullable Caller caller, String groupId) {
    if (caller instanceof Caller.Member member) {
      return member.groupId().equals(groupId);
    }
    return caller instanceof Caller.Staff staff && groups.mayLead(staff, groupId);
  }

  private void create(Context ctx) {
    String groupId = leading(ctx);
    String seriesId = service.create(groupId, Json.read(ctx, NewMeetingSeries.class));
    ctx.status(201);
    Json.write(ctx, Map.of("seriesId", seriesId));
  }

  private void delete(Context ctx) {
    if (!service.delete(leading(ctx), ctx.pathParam("seriesId"))) {
      throw new ProblemException(ProblemType.NOT_FOUND);
    }
    ctx.status(204);
  }

  private String leading(Context ctx) {
    return groups.ledBy(Gate.staff(ctx), ctx.pathParam("groupId")).id();
  }
}
