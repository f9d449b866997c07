package nl.kring.server.meeting;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nl.kring.model.group.SupportGroup;
import nl.kring.model.meeting.Meeting;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.group.GroupService;
import nl.kring.server.platform.KringClock;
import nl.kring.server.platform.http.Days;
import nl.kring.server.platform.http.Forms;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.pages.Frame;
import nl.kring.server.platform.pages.Pages;
import nl.kring.server.platform.pages.Words;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;

/**
 * Planning a group's year: its series, single meetings, and pauses. Every form holds the version of
 * the planning that was seen; when somebody else changed it meanwhile, one chooses.
 */
public final class PlanningPages {
  private static final int MONTHS = 12;
  private static final int NOW_SHOWN = 6;
  private static final int PREVIEWED = 6;
  private static final Role[] LEADING = {Role.FACILITATOR, Role.COORDINATOR};

  private final MeetingService service;
  private final GroupService groups;
  private final Clock clock;
  private final Pages pages;

  /** Over these services. */
  public PlanningPages(MeetingService service, GroupService groups, Clock clock, Pages pages) {
    this.service = service;
    this.groups = groups;
    this.clock = clock;
    this.pages = pages;
  }

  /**
   * A planning as its page shows it.
   *
   * @param months the meetings of a year, by month
   * @param earlier the month with which the year before begins, and {@code later} that after
   */
  public record View(
      String version,
      List<Series> series,
      List<Planning.Pause> pauses,
      Map<YearMonth, List<Meeting>> months,
      YearMonth earlier,
      YearMonth later) {}

  /** A series in words. */
  public record Series(String seriesId, String rule, String times, String place) {}

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    String planning = "/staff/groups/{groupId}/planning";
    String series = planning + "/series/{seriesId}";
    String meeting = series + "/meetings/{day}";
    routes.get(planning, this::show, LEADING);
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
    routes.post(planning + "/pauses", this::addPause, LEADING);
    routes.post(planning + "/pauses/{pauseId}/end", this::endPause, LEADING);
  }

  // ---- the year ---------------------------------------------------------------------------------

  private void show(Context ctx) {
    showYear(ctx, group(ctx), "");
  }

  private void showYear(Context ctx, SupportGroup group, String fault) {
    YearMonth from = month(ctx);
    Planning planning = service.planning(group.id());
    Map<YearMonth, List<Meeting>> months =
        service.between(group.id(), from.atDay(1), from.plusMonths(MONTHS).atDay(1)).stream()
            .collect(
                Collectors.groupingBy(
                    meeting -> YearMonth.from(meeting.start()), TreeMap::new, Collectors.toList()));
    Words words = pages.words(ctx);
    LocalDate today = today();
    List<Series> series =
        planning.series().stream()
            .filter(each -> !Occurrences.isOverOn(each.content(), today))
            .map(each -> line(each, words, group))
            .toList();
    List<Planning.Pause> pauses =
        planning.pauses().stream()
            .filter(each -> !each.content().lastDay().isBefore(today))
            .toList();
    render(
        ctx,
        group,
        "meeting/planning",
        Map.of(
            "view",
            new View(
                planning.etag(),
                series,
                pauses,
                months,
                from.minusMonths(MONTHS),
                from.plusMonths(MONTHS)),
            "fault",
            fault));
  }

  private YearMonth month(Context ctx) {
    String text = ctx.queryParam("from");
    if (text == null) {
      return YearMonth.from(today());
    }
    try {
      YearMonth month = YearMonth.parse(text);
      if (month.getYear() >= 2000 && month.getYear() < 2100) {
        return month;
      }
    } catch (DateTimeParseException e) {
      // Told below, like a year that no series is in.
    }
    throw new ProblemException(ProblemType.INVALID_REQUEST, "from is a month such as 2026-11");
  }

  private static Series line(Planning.Series series, Words words, SupportGroup group) {
    NewMeetingSeries content = series.content();
    String online = content.onlineUrl() == null ? "" : words.text("form.online");
    String address =
        content.onlineOnly()
            ? null
            : content.address() == null ? group.address() : content.address();
    String place =
        address == null
            ? words.text("form.online")
            : online.isEmpty() ? address : words.text("planning.both", address);
    return new Series(
        series.seriesId(),
        SeriesWords.rule(words, content),
        SeriesWords.times(words, content),
        place);
  }

  // ---- a series ---------------------------------------------------------------------------------

  private void showNew(Context ctx) {
    SupportGroup group = group(ctx);
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
    render(
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
    SupportGroup group = group(ctx);
    PlanningForm form = sent(ctx);
    try {
      NewMeetingSeries series = form.series();
      change(
          ctx,
          group,
          SeriesWords.rule(pages.words(ctx), series),
          version -> service.plan(group.id(), version, series));
    } catch (PlanningForm.FaultException e) {
      ctx.status(400);
      showSeriesForm(ctx, group, "", version(ctx), form, List.of(), e.key());
    }
  }

  /**
   * A part of a page: the first meetings of what is typed so far, or what is still wrong with it.
   */
  private void preview(Context ctx) {
    SupportGroup group = group(ctx);
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
    SupportGroup group = group(ctx);
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
    SupportGroup group = group(ctx);
    Planning.Series series = series(service.planning(group.id()), ctx);
    PlanningForm form = sent(ctx);
    try {
      NewMeetingSeries wanted = form.series();
      String from = Forms.chosen(ctx, "from");
      String yours = SeriesWords.rule(pages.words(ctx), wanted);
      if (from == null) {
        change(
            ctx,
            group,
            yours,
            version -> service.replace(group.id(), version, series.seriesId(), wanted));
      } else {
        LocalDate day = Days.day(from);
        NewMeetingSeries goingOn = SeriesChange.beginningAt(wanted, series.content(), day);
        change(
            ctx,
            group,
            yours,
            version -> service.replaceFrom(group.id(), version, series.seriesId(), day, goingOn));
      }
    } catch (PlanningForm.FaultException e) {
      ctx.status(400);
      List<Meeting> from = toCome(group, series);
      showSeriesForm(ctx, group, series.seriesId(), version(ctx), form, from, e.key());
    }
  }

  private void endSeries(Context ctx) {
    SupportGroup group = group(ctx);
    String seriesId = series(service.planning(group.id()), ctx).seriesId();
    String from = Forms.chosen(ctx, "from");
    String yours = pages.words(ctx).text("planning.series.end");
    change(
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
    SupportGroup group = group(ctx);
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
    render(ctx, group, "meeting/meeting", params);
  }

  private void changeMeeting(Context ctx) {
    SupportGroup group = group(ctx);
    Meeting meeting = meeting(ctx, group);
    Planning.Series series = series(service.planning(group.id()), ctx);
    PlanningForm form = sent(ctx);
    try {
      MeetingChange.Moved moved = form.moved();
      LocalDate day = meeting.day();
      String yours = SeriesWords.meeting(pages.words(ctx), moved);
      change(
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
      showMeetingForm(ctx, group, meeting, series.content(), version(ctx), form, e.key());
    }
  }

  private static String scope(Context ctx) {
    String scope = Forms.chosen(ctx, "scope");
    return scope == null ? "one" : scope;
  }

  private void cancel(Context ctx) {
    SupportGroup group = group(ctx);
    Meeting meeting = meeting(ctx, group);
    Words words = pages.words(ctx);
    String seriesId = meeting.seriesId();
    LocalDate day = meeting.day();
    change(
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
    SupportGroup group = group(ctx);
    Meeting meeting = meeting(ctx, group);
    Words words = pages.words(ctx);
    change(
        ctx,
        group,
        words.text("planning.restore"),
        version -> service.changeOne(group.id(), version, meeting.seriesId(), meeting.day(), null));
  }

  // ---- pauses -----------------------------------------------------------------------------------

  private void addPause(Context ctx) {
    SupportGroup group = group(ctx);
    MeetingPause pause;
    try {
      String address = Forms.chosen(ctx, "address");
      MeetingPause.Kind kind = MeetingPause.Kind.ofWireName(Forms.field(ctx, "kind"));
      pause =
          new MeetingPause(
              kind,
              Days.day(Forms.field(ctx, "firstDay")),
              Days.day(Forms.field(ctx, "lastDay")),
              kind == MeetingPause.Kind.NO_MEETINGS ? null : address);
    } catch (IllegalArgumentException | ProblemException e) {
      ctx.status(400);
      showYear(ctx, group, "planning.fault.pause");
      return;
    }
    change(
        ctx,
        group,
        SeriesWords.pause(pages.words(ctx), pause),
        version -> service.addPause(group.id(), version, pause));
  }

  private void endPause(Context ctx) {
    SupportGroup group = group(ctx);
    String pauseId = ctx.pathParam("pauseId");
    change(
        ctx,
        group,
        pages.words(ctx).text("planning.pause.end"),
        version -> service.deletePause(group.id(), version, pauseId));
  }

  // ---- what they share --------------------------------------------------------------------------

  /** One change of a planning of which this version was seen. */
  private interface Work {
    Planning on(String version);
  }

  /**
   * Does it and leads back to the year; when somebody else was first, shows what is planned now and
   * asks what to do.
   *
   * @param yours what was wanted, in words
   */
  private void change(Context ctx, SupportGroup group, String yours, Work work) {
    try {
      work.on(version(ctx));
      ctx.status(303).header("Location", "/staff/groups/" + group.id() + "/planning");
    } catch (ProblemException e) {
      if (e.type() != ProblemType.CHANGED_MEANWHILE) {
        throw e;
      }
      ctx.status(412);
      List<Forms.Field> fields =
          Forms.everything(ctx).stream().filter(each -> !each.name().equals("version")).toList();
      render(
          ctx,
          group,
          "meeting/conflict",
          Map.of(
              "action", ctx.path(),
              "fields", fields,
              "version", service.planning(group.id()).etag(),
              "yours", yours,
              "meetings", service.upcoming(group.id(), NOW_SHOWN)));
    }
  }

  private static PlanningForm sent(Context ctx) {
    return PlanningForm.sent(field -> Forms.all(ctx, field));
  }

  private static String version(Context ctx) {
    return Forms.field(ctx, "version");
  }

  private SupportGroup group(Context ctx) {
    return groups.ledBy(Gate.staff(ctx), ctx.pathParam("groupId"));
  }

  private void render(
      Context ctx, SupportGroup group, String template, Map<String, Object> params) {
    Caller.Staff staff = Gate.staff(ctx);
    Map<String, Object> all = new HashMap<>(params);
    all.put("frame", Frame.of(staff, groups.groupsOf(staff), group.id()));
    all.put("group", group);
    pages.render(ctx, template, all);
  }

  private LocalDate today() {
    return KringClock.today(clock);
  }
}
