package nl.kring.server.meeting;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import nl.kring.model.meeting.Meeting;
import nl.kring.model.meeting.Meetings;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.group.GroupService;
import nl.kring.server.platform.http.Conditions;
import nl.kring.server.platform.http.Days;
import nl.kring.server.platform.http.Json;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;
import org.jspecify.annotations.Nullable;

/** The coming meetings of a group, and planning them. */
public final class MeetingRoutes {
  private static final int COUNT = 20;
  private static final Role[] LEADING = {Role.FACILITATOR, Role.COORDINATOR};

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
    routes.post("/api/v1/groups/{groupId}/meeting-series", this::create, LEADING);
    String group = "/api/v1/groups/{groupId}";
    String series = group + "/meeting-series/{seriesId}";
    routes.delete(series, this::delete, LEADING);
    routes.put(series, this::replace, LEADING);
    routes.get(group + "/planning", this::planning, LEADING);
    routes.put(series + "/meetings/{day}", this::changeOne, LEADING);
    routes.delete(series + "/meetings/{day}", this::restoreOne, LEADING);
    routes.put(series + "/from/{day}", this::replaceFrom, LEADING);
    routes.delete(series + "/from/{day}", this::endBefore, LEADING);
    routes.post(group + "/meeting-pauses", this::addPause, LEADING);
    routes.delete(group + "/meeting-pauses/{pauseId}", this::deletePause, LEADING);
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

  private void planning(Context ctx) {
    write(ctx, service.planning(leading(ctx)));
  }

  private static void write(Context ctx, Planning planning) {
    ctx.header("ETag", planning.etag());
    Json.write(ctx, planning);
  }

  private void replace(Context ctx) {
    String groupId = leading(ctx);
    String etag = Conditions.ifMatch(ctx);
    NewMeetingSeries series = Json.read(ctx, NewMeetingSeries.class);
    write(ctx, service.replace(groupId, etag, ctx.pathParam("seriesId"), series));
  }

  private void replaceFrom(Context ctx) {
    String groupId = leading(ctx);
    String etag = Conditions.ifMatch(ctx);
    NewMeetingSeries series = Json.read(ctx, NewMeetingSeries.class);
    write(
        ctx, service.replaceFrom(groupId, etag, ctx.pathParam("seriesId"), Days.day(ctx), series));
  }

  private void endBefore(Context ctx) {
    String groupId = leading(ctx);
    write(
        ctx,
        service.endBefore(
            groupId, Conditions.ifMatch(ctx), ctx.pathParam("seriesId"), Days.day(ctx)));
  }

  private void changeOne(Context ctx) {
    String groupId = leading(ctx);
    String etag = Conditions.ifMatch(ctx);
    MeetingChange change = Json.read(ctx, MeetingChange.class);
    write(ctx, service.changeOne(groupId, etag, ctx.pathParam("seriesId"), Days.day(ctx), change));
  }

  private void restoreOne(Context ctx) {
    String groupId = leading(ctx);
    String seriesId = ctx.pathParam("seriesId");
    write(ctx, service.changeOne(groupId, Conditions.ifMatch(ctx), seriesId, Days.day(ctx), null));
  }

  private void addPause(Context ctx) {
    String groupId = leading(ctx);
    String etag = Conditions.ifMatch(ctx);
    MeetingPause pause = Json.read(ctx, MeetingPause.class);
    ctx.status(201);
    write(ctx, service.addPause(groupId, etag, pause));
  }

  private void deletePause(Context ctx) {
    String groupId = leading(ctx);
    write(ctx, service.deletePause(groupId, Conditions.ifMatch(ctx), ctx.pathParam("pauseId")));
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
