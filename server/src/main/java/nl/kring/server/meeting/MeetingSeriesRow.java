package nl.kring.server.meeting;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import nl.kring.model.meeting.Meeting;
import nl.kring.model.time.IsoWeek;
import org.jspecify.annotations.Nullable;

/** A row of {@code meeting_series}, and the meetings that follow from it. */
record MeetingSeriesRow(
    String id,
    @Nullable String externalKey,
    String groupId,
    String recurrence,
    String firstDay,
    @Nullable String lastDay,
    String startTime,
    int durationMinutes,
    @Nullable String address) {

  /** By which files know it, within its group. */
  String key() {
    return externalKey == null ? id : externalKey;
  }

  /** What it was planned with. */
  NewMeetingSeries content() {
    return new NewMeetingSeries(
        Recurrence.ofWireName(recurrence),
        LocalDate.parse(firstDay),
        lastDay == null ? null : LocalDate.parse(lastDay),
        LocalTime.parse(startTime),
        durationMinutes,
        address);
  }

  /**
   * The meetings that are not over at {@code now}, soonest first; without end for a weekly series
   * without end.
   *
   * @param usualAddress where the group meets when the series says nothing else
   */
  Stream<Meeting> notOverAt(LocalDateTime now, @Nullable String usualAddress) {
    LocalDate last = lastDay == null ? LocalDate.MAX : LocalDate.parse(lastDay);
    Stream<LocalDate> days =
        Recurrence.ofWireName(recurrence) == Recurrence.ONCE
            ? Stream.of(LocalDate.parse(firstDay))
            : Stream.iterate(firstDayNotBefore(now.toLocalDate().minusDays(1)), d -> d.plusWeeks(1))
                .takeWhile(day -> !day.isAfter(last));
    return days.map(day -> on(day, usualAddress)).filter(meeting -> meeting.end().isAfter(now));
  }

  /** The first day of this weekly series that is not before {@code day}. */
  private LocalDate firstDayNotBefore(LocalDate day) {
    LocalDate first = LocalDate.parse(firstDay);
    long weeks = Math.max(0, Math.floorDiv(ChronoUnit.DAYS.between(first, day) + 6, 7));
    return first.plusWeeks(weeks);
  }

  private Meeting on(LocalDate day, @Nullable String usualAddress) {
    // Through the time zone, so that a night on which the clock changes has its right length, and a
    // time that the clock skips becomes one that it shows.
    ZonedDateTime start = day.atTime(LocalTime.parse(startTime)).atZone(IsoWeek.ZONE);
    return new Meeting(
        id,
        start.toLocalDateTime(),
        start.plusMinutes(durationMinutes).toLocalDateTime(),
        address == null ? usualAddress : address);
  }
}
