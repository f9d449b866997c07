package nl.kring.server.meeting;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
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
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.pages.Frame;
import nl.kring.server.platform.pages.Pages;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;

/** The meetings of all groups that somebody leads: a week, or the weeks to come as a list. */
public final class AgendaPages {
  private static final int WEEKS_OF_A_LIST = 6;
  private static final int DAYS = 7;

  private final MeetingService service;
  private final GroupService groups;
  private final Clock clock;
  private final Pages pages;

  /** Over these services. */
  public AgendaPages(MeetingService service, GroupService groups, Clock clock, Pages pages) {
    this.service = service;
    this.groups = groups;
    this.clock = clock;
    this.pages = pages;
  }

  /** A meeting, and whose it is. */
  public record Item(SupportGroup group, Meeting meeting) {}

  /**
   * What the page shows.
   *
   * @param from the Monday with which it begins, and {@code until} its last day
   * @param days the meetings by day; of a week each day, of a list those with meetings
   */
  public record View(
      boolean isWeek,
      LocalDate from,
      LocalDate until,
      LocalDate earlier,
      LocalDate later,
      LocalDate today,
      Map<LocalDate, List<Item>> days) {}

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.get("/staff/agenda", this::show, Role.FACILITATOR, Role.COORDINATOR);
  }

  private void show(Context ctx) {
    Caller.Staff staff = Gate.staff(ctx);
    List<SupportGroup> own = groups.groupsOf(staff);
    boolean isWeek = !"list".equals(ctx.queryParam("view"));
    LocalDate today = KringClock.today(clock);
    LocalDate from = from(ctx, today).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    int weeks = isWeek ? 1 : WEEKS_OF_A_LIST;
    LocalDate end = from.plusWeeks(weeks);
    Map<LocalDate, List<Item>> days =
        own.stream()
            .flatMap(
                group ->
                    service.between(group.id(), from, end).stream()
                        .map(meeting -> new Item(group, meeting)))
            .sorted(Comparator.comparing(Item::meeting, MeetingService.SOONEST))
            .collect(
                Collectors.groupingBy(
                    item -> item.meeting().start().toLocalDate(),
                    TreeMap::new,
                    Collectors.toList()));
    if (isWeek) {
      from.datesUntil(end).forEach(day -> days.putIfAbsent(day, List.of()));
    }
    pages.render(
        ctx,
        "meeting/agenda",
        Map.of(
            "frame",
            Frame.of(staff, own, null),
            "view",
            new View(
                isWeek,
                from,
                from.plusDays((long) DAYS * weeks - 1),
                from.minusWeeks(weeks),
                end,
                today,
                days)));
  }

  private static LocalDate from(Context ctx, LocalDate today) {
    String text = ctx.queryParam("from");
    LocalDate from = text == null ? today : Days.day(text);
    if (from.getYear() < 2000 || from.getYear() > 2099) {
      throw new ProblemException(ProblemType.INVALID_REQUEST, "from lies between 2000 and 2099");
    }
    return from;
  }
}
