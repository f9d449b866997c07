package nl.kring.server.calendar;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import nl.kring.model.group.SupportGroup;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.group.GroupService;
import nl.kring.server.meeting.MeetingPause;
import nl.kring.server.meeting.MeetingService;
import nl.kring.server.platform.http.Forms;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.pages.Frame;
import nl.kring.server.platform.pages.Pages;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;

/** Choosing pauses of a group out of a calendar file, such as that of the schools. */
public final class HolidayPages {
  private static final Role[] LEADING = {Role.FACILITATOR, Role.COORDINATOR};
  private static final String PAGE = "/staff/groups/{groupId}/holidays";

  private final PauseSuggestionService service;
  private final MeetingService meetings;
  private final GroupService groups;
  private final Pages pages;

  /** Over these services. */
  public HolidayPages(
      PauseSuggestionService service, MeetingService meetings, GroupService groups, Pages pages) {
    this.service = service;
    this.meetings = meetings;
    this.groups = groups;
    this.pages = pages;
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.get(PAGE, ctx -> show(ctx, ""), LEADING);
    routes.post(PAGE, this::read, LEADING);
    routes.post(PAGE + "/pauses", this::plan, LEADING);
  }

  private SupportGroup group(Context ctx) {
    return groups.ledBy(Gate.staff(ctx), ctx.pathParam("groupId"));
  }

  /** {@code fault} is a key of a text, or empty. */
  private void show(Context ctx, String fault) {
    Caller.Staff staff = Gate.staff(ctx);
    SupportGroup group = group(ctx);
    pages.render(
        ctx,
        "calendar/holidays",
        Map.of(
            "frame",
            Frame.of(staff, groups.groupsOf(staff), group.id()),
            "group",
            group,
            "fault",
            fault));
  }

  private void read(Context ctx) {
    Caller.Staff staff = Gate.staff(ctx);
    SupportGroup group = group(ctx);
    // Before the file is read: what is planned after this moment is not overlooked.
    String etag = meetings.planning(group.id()).etag();
    List<PauseSuggestionService.Suggestion> suggestions;
    try {
      suggestions = service.suggestions(group.id(), file(ctx));
    } catch (ProblemException e) {
      ctx.status(e.type().status());
      show(ctx, "holidays.fault");
      return;
    }
    pages.render(
        ctx,
        "calendar/holidays-found",
        Map.of(
            "frame",
            Frame.of(staff, groups.groupsOf(staff), group.id()),
            "group",
            group,
            "etag",
            etag,
            "suggestions",
            suggestions));
  }

  /** The file that was chosen, or else the text that was pasted. */
  private static byte[] file(Context ctx) {
    String pasted = Forms.optional(ctx, "text");
    UploadedFile chosen = ctx.uploadedFile("file");
    if (chosen == null || chosen.size() == 0) {
      // A browser ends the lines of a field with CR LF, as a calendar does.
      return (pasted == null ? "" : pasted.strip() + "\r\n").getBytes(StandardCharsets.UTF_8);
    }
    try (InputStream in = chosen.content()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ProblemException(ProblemType.INVALID_REQUEST, "this file cannot be read");
    }
  }

  private void plan(Context ctx) {
    SupportGroup group = group(ctx);
    List<MeetingPause> pauses =
        Forms.all(ctx, "period").stream().distinct().map(HolidayPages::pause).toList();
    try {
      if (!pauses.isEmpty()) {
        meetings.addPauses(group.id(), Forms.field(ctx, "etag"), pauses);
      }
      ctx.status(303).header("Location", "/staff/groups/" + group.id() + "/planning");
    } catch (ProblemException e) {
      if (e.type() != ProblemType.CHANGED_MEANWHILE) {
        throw e;
      }
      ctx.status(e.type().status());
      show(ctx, "holidays.changed");
    }
  }

  /** As the page writes it: the first day, a slash, the last day. */
  private static MeetingPause pause(String period) {
    String[] days = period.split("/", -1);
    try {
      if (days.length == 2) {
        return PauseSuggestionService.pause(LocalDate.parse(days[0]), LocalDate.parse(days[1]));
      }
    } catch (DateTimeException | IllegalArgumentException e) {
      // Told below.
    }
    throw new ProblemException(
        ProblemType.INVALID_REQUEST, "period is two days, such as 2027-07-10/2027-08-22");
  }
}
