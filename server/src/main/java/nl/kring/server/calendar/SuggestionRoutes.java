package nl.kring.server.calendar;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.group.GroupService;
import nl.kring.server.meeting.HolidayService;
import nl.kring.server.platform.http.Json;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;

/** On which days a group may not want to meet; whether it does is up to who leads it. */
public final class SuggestionRoutes {
  private static final Role[] LEADING = {Role.FACILITATOR, Role.COORDINATOR};
  private static final String MEDIA_TYPE = "text/calendar";

  private final HolidayService holidays;
  private final PauseSuggestionService pauses;
  private final GroupService groups;

  private record Answer<T>(List<T> suggestions) {}

  /** Over these services. */
  public SuggestionRoutes(
      HolidayService holidays, PauseSuggestionService pauses, GroupService groups) {
    this.holidays = holidays;
    this.pauses = pauses;
    this.groups = groups;
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.get("/api/v1/groups/{groupId}/meeting-suggestions", this::ofMeetings, LEADING);
    routes.post("/api/v1/groups/{groupId}/pause-suggestions", this::ofPauses, LEADING);
  }

  private void ofMeetings(Context ctx) {
    Json.write(ctx, new Answer<>(holidays.suggestions(leading(ctx))));
  }

  private void ofPauses(Context ctx) {
    String groupId = leading(ctx);
    String type = ctx.contentType();
    if (type == null || !type.replaceFirst(";.*", "").trim().equalsIgnoreCase(MEDIA_TYPE)) {
      throw new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Content-Type: " + MEDIA_TYPE);
    }
    Json.write(ctx, new Answer<>(pauses.suggestions(groupId, ctx.bodyAsBytes())));
  }

  private String leading(Context ctx) {
    return groups.ledBy(Gate.staff(ctx), ctx.pathParam("groupId")).id();
  }
}
