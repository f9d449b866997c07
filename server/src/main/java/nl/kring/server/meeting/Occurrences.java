package nl.kring.server.meeting;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/** The days on which a series has a meeting; a library expands the rules of RFC 5545. */
final class Occurrences {
  private static final int LAST = -1;

  private Occurrences() {}

  /** Whether this is the first, second, … or last such weekday of its month. */
  static boolean isOneOf(LocalDate day, List<Integer> ordinals) {
    int ordinal = weekOfMonth(day);
    boolean isLast = !YearMonth.from(day).equals(YearMonth.from(day.plusWeeks(1)));
    return ordinals.contains(ordinal) || (isLast && ordinals.contains(LAST));
  }

  /** Which such weekday of its month it is: 1 to 4, or -1 for a fifth, which is the last. */
  static int ordinal(LocalDate day) {
    int ordinal = weekOfMonth(day);
    return ordinal > 4 ? LAST : ordinal;
  }

  private static int weekOfMonth(LocalDate day) {
    return (day.getDayOfMonth() - 1) / 7 + 1;
  }

  /** The rule of a series that repeats, as iCalendar writes it; without its end. */
  static String rule(NewMeetingSeries series) {
    String every = series.every() == 1 ? "" : ";INTERVAL=" + series.every();
    if (series.recurrence() == Recurrence.WEEKLY) {
      return "FREQ=WEEKLY" + every;
    }
    String weekday = series.firstDay().getDayOfWeek().name().substring(0, 2);
    return "FREQ=MONTHLY"
        + every
        + ";BYDAY="
        + series.ordinals().stream().map(each -> each + weekday).collect(Collectors.joining(","));
  }

  /**
   * The days from {@code from} on, in order; without end for a series without end. What lies before
   * costs nothing, however long it is.
   */
  static Stream<LocalDate> from(NewMeetingSeries series, LocalDate from) {
    LocalDate last = series.lastDay() == null ? LocalDate.MAX : series.lastDay();
    Stream<LocalDate> days =
        series.recurrence() == Recurrence.ONCE
            ? Stream.of(series.firstDay())
            : expand(series, startNear(series, from));
    return days.dropWhile(day -> day.isBefore(from) || day.isBefore(series.firstDay()))
        .takeWhile(day -> !day.isAfter(last));
  }

  /** Whether the series has a meeting on this day. */
  static boolean has(NewMeetingSeries series, LocalDate day) {
    return from(series, day).findFirst().filter(day::equals).isPresent();
  }

  /** Whether it has no meeting on this day or later, as its rule says. */
  static boolean isOverOn(NewMeetingSeries series, LocalDate day) {
    return from(series, day).findFirst().isEmpty();
  }

  /** A day of the series that is not long before {@code from}: the rule is the same from there. */
  private static LocalDate startNear(NewMeetingSeries series, LocalDate from) {
    LocalDate first = series.firstDay();
    if (!from.isAfter(first)) {
      return first;
    }
    if (series.recurrence() == Recurrence.WEEKLY) {
      long times = ChronoUnit.WEEKS.between(first, from) / series.every();
      return first.plusWeeks(times * series.every());
    }
    YearMonth begun = YearMonth.from(first);
    long times = ChronoUnit.MONTHS.between(begun, YearMonth.from(from)) / series.every();
    LocalDate day = begun.plusMonths(times * series.every()).atDay(1);
    while (day.getDayOfWeek() != first.getDayOfWeek() || !isOneOf(day, series.ordinals())) {
      day = day.plusDays(1);
    }
    return day;
  }

  private static Stream<LocalDate> expand(NewMeetingSeries series, LocalDate start) {
    try {
      RecurrenceRuleIterator days =
          new RecurrenceRule(rule(series))
              .iterator(
                  new DateTime(start.getYear(), start.getMonthValue() - 1, start.getDayOfMonth()));
      Iterator<LocalDate> each =
          new Iterator<>() {
            @Override
            public boolean hasNext() {
              return days.hasNext();
            }

            @Override
            public LocalDate next() {
              DateTime day = days.nextDateTime();
              return LocalDate.of(day.getYear(), day.getMonth() + 1, day.getDayOfMonth());
            }
          };
      return StreamSupport.stream(
          Spliterators.spliteratorUnknownSize(each, Spliterator.ORDERED), false);
    } catch (InvalidRecurrenceRuleException e) {
      throw new IllegalStateException("our own rules are valid", e);
    }
  }
}
