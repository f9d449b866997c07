package nl.kring.server.meeting;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
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
import nl.kring.server.platform.pages.Pages;
import nl.kring.server.platform.pages.Words;
import nl.kring.server.platform.security.Role;

/**
 * A group's year: its series, its meetings, and pauses. Every form holds the version of the
 * planning that was seen; when somebody else changed it meanwhile, one chooses.
 */
public final class PlanningPages {
  private static final int MONTHS = 12;
  private static final Role[] LEADING = {Role.FACILITATOR, Role.COORDINATOR};

  private final MeetingService service;
  private final HolidayService holidays;
  private final Clock clock;
  private final Pages pages;
  private final ConflictPages changes;

  /** Over these services. */
  public PlanningPages(
      MeetingService service,
      HolidayService holidays,
      GroupService groups,
      Clock clock,
      Pages pages) {
    this.service = service;
    this.holidays = holidays;
    this.clock = clock;
    this.pages = pages;
    changes = new ConflictPages(service, groups, pages);
  }

  /**
   * A planning as its page shows it.
   *
   * @param holidays meetings of the coming year that fall on a day on which people stay away
   * @param months the meetings of a year, by month
   * @param earlier the month with which the year before begins, and {@code later} that after
   */
  public record View(
      String version,
      List<Series> series,
      List<Planning.Pause> pauses,
      List<HolidayService.Suggestion> holidays,
      Map<YearMonth, List<Meeting>> months,
      YearMonth earlier,
      YearMonth later) {}

  /** A series in words. */
  public record Series(String seriesId, String rule, String times, String place) {}

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    String planning = "/staff/groups/{groupId}/planning";
    routes.get(planning, this::show, LEADING);
    routes.post(planning + "/pauses", this::addPause, LEADING);
    routes.post(planning + "/pauses/{pauseId}/end", this::endPause, LEADING);
  }

  // ---- the year ---------------------------------------------------------------------------------

  private void show(Context ctx) {
    showYear(ctx, changes.group(ctx), "");
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
    changes.render(
        ctx,
        group,
        "meeting/planning",
        Map.of(
            "view",
            new View(
                planning.etag(),
                series,
                pauses,
                holidays.suggestions(group.id()),
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

  // ---- pauses -----------------------------------------------------------------------------------

  private void addPause(Context ctx) {
    SupportGroup group = changes.group(ctx);
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
    changes.make(
        ctx,
        group,
        SeriesWords.pause(pages.words(ctx), pause),
        version -> service.addPause(group.id(), version, pause));
  }

  private void endPause(Context ctx) {
    SupportGroup group = changes.group(ctx);
    String pauseId = ctx.pathParam("pauseId");
    changes.make(
        ctx,
        group,
        pages.words(ctx).text("planning.pause.end"),
        version -> service.deletePause(group.id(), version, pauseId));
  }

  private LocalDate today() {
    return KringClock.today(clock);
  }
}
