package nl.kring.server.meeting;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a whole series becomes when one of its meetings is changed with others. */
final class SeriesChange {
  private SeriesChange() {}

  /**
   * The series of the meeting on {@code day} and those after it, when that one is to be as given.
   *
   * @throws PlanningForm.FaultException when it cannot be on another weekday
   */
  static NewMeetingSeries from(NewMeetingSeries series, LocalDate day, MeetingChange.Moved moved) {
    long shift = ChronoUnit.DAYS.between(day, moved.day());
    if (Math.abs(shift) > 6) {
      throw new PlanningForm.FaultException("shift");
    }
    return with(series, moved.day(), later(series.lastDay(), moved.day()), moved);
  }

  /**
   * The whole series, when its meeting on {@code day} is to be as given: the others move as many
   * days.
   *
   * @throws PlanningForm.FaultException as {@link #from}
   */
  static NewMeetingSeries all(NewMeetingSeries series, LocalDate day, MeetingChange.Moved moved) {
    long shift = ChronoUnit.DAYS.between(day, moved.day());
    if (Math.abs(shift) > 6) {
      throw new PlanningForm.FaultException("shift");
    }
    LocalDate last = series.lastDay();
    return with(
        series,
        series.firstDay().plusDays(shift),
        last == null ? null : last.plusDays(shift),
        moved);
  }

  /**
   * A series as wanted, but beginning with the meeting that {@code before} has on {@code day}, or
   * where the wanted one first meets after it.
   *
   * @throws PlanningForm.FaultException when nothing is left of it
   */
  static NewMeetingSeries beginningAt(
      NewMeetingSeries wanted, NewMeetingSeries before, LocalDate day) {
    // The day was not touched: the weekday and the rhythm are those of the meeting itself.
    LocalDate first = wanted.firstDay().equals(before.firstDay()) ? day : wanted.firstDay();
    if (wanted.recurrence() == Recurrence.MONTHLY
        && !Occurrences.isOneOf(first, wanted.ordinals())) {
      LocalDate asked = first;
      first =
          asked
              .datesUntil(asked.plusMonths(2))
              .filter(each -> each.getDayOfWeek() == asked.getDayOfWeek())
              .filter(each -> Occurrences.isOneOf(each, wanted.ordinals()))
              .findFirst()
              .orElseThrow(() -> new PlanningForm.FaultException("ordinals"));
    }
    if (!first.isAfter(day.minusWeeks(1))) {
      throw new PlanningForm.FaultException("from");
    }
    LocalDate last = wanted.lastDay();
    if (last != null && last.isBefore(first)) {
      throw new PlanningForm.FaultException("last-day");
    }
    return new NewMeetingSeries(
        wanted.recurrence(),
        wanted.every(),
        wanted.ordinals(),
        first,
        last,
        wanted.startTime(),
        wanted.durationMinutes(),
        wanted.address(),
        wanted.onlineUrl(),
        wanted.onlineOnly());
  }

  private static @Nullable LocalDate later(@Nullable LocalDate last, LocalDate first) {
    return last != null && last.isBefore(first) ? first : last;
  }

  private static NewMeetingSeries with(
      NewMeetingSeries series,
      LocalDate first,
      @Nullable LocalDate last,
      MeetingChange.Moved moved) {
    List<Integer> ordinals = series.ordinals();
    if (series.recurrence() == Recurrence.MONTHLY && !Occurrences.isOneOf(first, ordinals)) {
      if (ordinals.size() > 1) {
        throw new PlanningForm.FaultException("shift");
      }
      ordinals = List.of(Occurrences.ordinal(first));
    }
    return new NewMeetingSeries(
        series.recurrence(),
        series.every(),
        ordinals,
        first,
        last,
        moved.startTime(),
        moved.durationMinutes(),
        moved.address(),
        moved.onlineUrl(),
        moved.onlineOnly());
  }
}
