package nl.kring.server.meeting;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.kring.model.group.SupportGroup;
import nl.kring.model.meeting.Meeting;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.group.GroupService;
import nl.kring.server.platform.KringClock;
import nl.kring.server.platform.http.Days;
import nl.kring.server.platform.http.Forms;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.pages.Pages;
import nl.kring.server.platform.pages.Words;
import nl.kring.server.platform.security.Role;

/**
 * A series of a group, and single meetings of it. Every form holds the version of the planning that
 * was seen; when somebody else changed it meanwhile, one chooses.
 */
public final class SeriesPages {
  private static final int PREVIEWED = 6;
  private static final Role[] LEADING = {Role.FACILITATOR, Role.COORDINATOR};

  private final MeetingService service;
  private final Clock clock;
  private final Pages pages;
  private final ConflictPages changes;

  /** Over these services. */
  public SeriesPages(MeetingService service, GroupService groups, Clock clock, Pages pages) {
    this.service = service;
    this.clock = clock;
    this.pages = pages;
    changes = new ConflictPages(service, groups, pages);
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    String planning = "/staff/groups/{groupId}/planning";
    String series = planning + "/series/{seriesId}";
    String meeting = series + "/meetings/{day}";
    routes.get(planning + "/series", this::showNew, LEADING);
    routes.post(planning + "/series", this::plan, LEADING);
    routes.post(planning + "/preview", this::preview, LEADING);
    routes.get(series, this::showSeries, LEADING);
    routes.post(series, this::changeSeries, LEADING);
    routes.post(series + "/end", this::endSeries, LEADING);
    routes.get(meeting, this::showMeeting, LEADING);
    routes.post(meeting, this::changeMeeting, LEADING);
    routes.post(meeting + "/cancellation", this::cancel, LEADING);
    routes.post(meeting + "/restoration", this::restore, LEADING);
  }

  // ---- a series ---------------------------------------------------------------------------------

  private void showNew(Context ctx) {
    SupportGroup group = changes.group(ctx);
    String version = service.planning(group.id()).etag();
    showSeriesForm(ctx, group, "", version, PlanningForm.of(today()), List.of(), "");
  }

  private void showSeriesForm(
      Context ctx,
      SupportGroup group,
      String seriesId,
      String version,
      PlanningForm form,
      List<Meeting> from,
      String fault) {
    changes.render(
        ctx,
        group,
        "meeting/series",
        Map.of(
            "seriesId", seriesId,
            "version", version,
            "form", form,
            "from", from,
            "fault", fault));
  }

  private void plan(Context ctx) {
    SupportGroup group = changes.group(ctx);
    PlanningForm form = sent(ctx);
    try {
      NewMeetingSeries series = form.series();
      changes.make(
          ctx,
          group,
          SeriesWords.rule(pages.words(ctx), series),
          version -> service.plan(group.id(), version, series));
    } catch (PlanningForm.FaultException e) {
      ctx.status(400);
      showSeriesForm(ctx, group, "", ConflictPages.version(ctx), form, List.of(), e.key());
    }
  }

  /**
   * A part of a page: the first meetings of what is typed so far, or what is still wrong with it.
   */
  private void preview(Context ctx) {
    SupportGroup group = changes.group(ctx);
    List<Meeting> meetings = List.of();
    String fault = "";
    try {
      meetings = service.preview(group.id(), sent(ctx).series(), PREVIEWED);
    } catch (PlanningForm.FaultException e) {
      fault = e.key();
    }
    pages.render(
        ctx, "meeting/preview", Map.of("group", group, "meetings", meetings, "fault", fault));
  }

  private Planning.Series series(Planning planning, Context ctx) {
    return planning.series().stream()
        .filter(each -> each.seriesId().equals(ctx.pathParam("seriesId")))
        .findAny()
        .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND));
  }

  private void showSeries(Context ctx) {
    SupportGroup group = changes.group(ctx);
    Planning planning = service.planning(group.id());
    Planning.Series series = series(planning, ctx);
    showSeriesForm(
        ctx,
        group,
        series.seriesId(),
        planning.etag(),
        PlanningForm.of(series.content()),
        toCome(group, series),
        "");
  }

  /** The meetings from which on a series can be another: those of a year. */
  private List<Meeting> toCome(SupportGroup group, Planning.Series series) {
    LocalDate today = today();
    return service.between(group.id(), today, today.plusYears(1)).stream()
        .filter(each -> each.seriesId().equals(series.seriesId()))
        .filter(each -> each.day().isAfter(series.content().firstDay()))
        .toList();
  }

  private void changeSeries(Context ctx) {
    SupportGroup group = changes.group(ctx);
    Planning.Series series = series(service.planning(group.id()), ctx);
    PlanningForm form = sent(ctx);
    try {
      NewMeetingSeries wanted = form.series();
      String from = Forms.chosen(ctx, "from");
      String yours = SeriesWords.rule(pages.words(ctx), wanted);
      if (from == null) {
        changes.make(
            ctx,
            group,
            yours,
            version -> service.replace(group.id(), version, series.seriesId(), wanted));
      } else {
        LocalDate day = Days.day(from);
        NewMeetingSeries goingOn = SeriesChange.beginningAt(wanted, series.content(), day);
        changes.make(
            ctx,
            group,
            yours,
            version -> service.replaceFrom(group.id(), version, series.seriesId(), day, goingOn));
      }
    } catch (PlanningForm.FaultException e) {
      ctx.status(400);
      List<Meeting> from = toCome(group, series);
      showSeriesForm(
          ctx, group, series.seriesId(), ConflictPages.version(ctx), form, from, e.key());
    }
  }

  private void endSeries(Context ctx) {
    SupportGroup group = changes.group(ctx);
    String seriesId = series(service.planning(group.id()), ctx).seriesId();
    String from = Forms.chosen(ctx, "from");
    String yours = pages.words(ctx).text("planning.series.end");
    changes.make(
        ctx,
        group,
        yours,
        version ->
            from == null
                ? service.remove(group.id(), version, seriesId)
                : service.endBefore(group.id(), version, seriesId, Days.day(from)));
  }

  // ---- one meeting ------------------------------------------------------------------------------

  private void showMeeting(Context ctx) {
    SupportGroup group = changes.group(ctx);
    // The version first: what changes while the rest is read makes it an old one.
    Planning planning = service.planning(group.id());
    Meeting meeting = meeting(ctx, group);
    PlanningForm form = PlanningForm.of(meeting, group.address());
    NewMeetingSeries series = series(planning, ctx).content();
    showMeetingForm(ctx, group, meeting, series, planning.etag(), form, "");
  }

  private Meeting meeting(Context ctx, SupportGroup group) {
    return service
        .find(group.id(), ctx.pathParam("seriesId"), Days.day(ctx.pathParam("day")))
        .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND));
  }

  private void showMeetingForm(
      Context ctx,
      SupportGroup group,
      Meeting meeting,
      NewMeetingSeries series,
      String version,
      PlanningForm form,
      String fault) {
    Map<String, Object> params = new HashMap<>();
    params.put("meeting", meeting);
    params.put("rule", SeriesWords.rule(pages.words(ctx), series));
    params.put("isAlone", series.recurrence() == Recurrence.ONCE);
    params.put("version", version);
    params.put("form", form);
    params.put("fault", fault);
    changes.render(ctx, group, "meeting/meeting", params);
  }

  private void changeMeeting(Context ctx) {
    SupportGroup group = changes.group(ctx);
    Meeting meeting = meeting(ctx, group);
    Planning.Series series = series(service.planning(group.id()), ctx);
    PlanningForm form = sent(ctx);
    try {
      MeetingChange.Moved moved = form.moved();
      LocalDate day = meeting.day();
      String yours = SeriesWords.meeting(pages.words(ctx), moved);
      changes.make(
          ctx,
          group,
          yours,
          version ->
              switch (scope(ctx)) {
                case "following" ->
                    service.replaceFrom(
                        group.id(),
                        version,
                        series.seriesId(),
                        day,
                        SeriesChange.from(series.content(), day, moved));
                case "all" ->
                    service.replace(
                        group.id(),
                        version,
                        series.seriesId(),
                        SeriesChange.all(series.content(), day, moved));
                default ->
                    service.changeOne(
                        group.id(), version, series.seriesId(), day, new MeetingChange(moved));
              });
    } catch (PlanningForm.FaultException e) {
      ctx.status(400);
      showMeetingForm(
          ctx, group, meeting, series.content(), ConflictPages.version(ctx), form, e.key());
    }
  }

  private static String scope(Context ctx) {
    String scope = Forms.chosen(ctx, "scope");
    return scope == null ? "one" : scope;
  }

  private void cancel(Context ctx) {
    SupportGroup group = changes.group(ctx);
    Meeting meeting = meeting(ctx, group);
    Words words = pages.words(ctx);
    String seriesId = meeting.seriesId();
    LocalDate day = meeting.day();
    changes.make(
        ctx,
        group,
        words.text("planning.cancelled.on", words.day(meeting.start().toLocalDate())),
        version ->
            switch (scope(ctx)) {
              case "following" -> service.endBefore(group.id(), version, seriesId, day);
              case "all" -> service.remove(group.id(), version, seriesId);
              default ->
                  service.changeOne(group.id(), version, seriesId, day, MeetingChange.CANCELLED);
            });
  }

  private void restore(Context ctx) {
    SupportGroup group = changes.group(ctx);
    Meeting meeting = meeting(ctx, group);
    Words words = pages.words(ctx);
    changes.make(
        ctx,
        group,
        words.text("planning.restore"),
        version -> service.changeOne(group.id(), version, meeting.seriesId(), meeting.day(), null));
  }

  private static PlanningForm sent(Context ctx) {
    return PlanningForm.sent(field -> Forms.all(ctx, field));
  }

  private LocalDate today() {
    return KringClock.today(clock);
  }
}
