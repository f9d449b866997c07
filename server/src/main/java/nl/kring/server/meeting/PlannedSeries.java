package nl.kring.server.meeting;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nl.kring.model.meeting.Meeting;
import nl.kring.model.meeting.MeetingStatus;
import nl.kring.model.time.IsoWeek;
import org.jspecify.annotations.Nullable;

/**
 * A series, what was decided for single meetings of it, and the pauses of its group: what the
 * meetings are that follow from all that. Immutable.
 *
 * @param changes by the day on which the series has the meeting; one for a day on which it has none
 *     has no effect
 * @param usualAddress where the group meets when nothing else is said; null when it is online
 */
record PlannedSeries(
    String id,
    NewMeetingSeries series,
    Map<LocalDate, MeetingChange> changes,
    List<MeetingPause> pauses,
    @Nullable String usualAddress) {

  /**
   * The meetings that are not over at {@code now}, the cancelled ones too, soonest first.
   *
   * @param count at most so many
   */
  List<Meeting> notOverAt(LocalDateTime now, int count) {
    Stream<Meeting> changed =
        changes.keySet().stream().filter(day -> Occurrences.has(series, day)).map(this::on);
    Stream<Meeting> usual =
        // A meeting that began yesterday evening may go on.
        Occurrences.from(series, now.toLocalDate().minusDays(1))
            .filter(day -> !changes.containsKey(day))
            .map(this::on)
            .filter(meeting -> meeting.end().isAfter(now))
            .limit(count);
    return Stream.concat(changed.filter(meeting -> meeting.end().isAfter(now)), usual)
        .sorted(MeetingService.SOONEST)
        .limit(count)
        .toList();
  }

  /** The meetings that begin in these days, the cancelled ones too, in no order. */
  Stream<Meeting> between(LocalDate from, LocalDate until) {
    Stream<LocalDate> changed =
        changes.keySet().stream().filter(day -> Occurrences.has(series, day));
    Stream<LocalDate> usual =
        Occurrences.from(series, from)
            .takeWhile(day -> day.isBefore(until))
            .filter(day -> !changes.containsKey(day));
    return Stream.concat(changed, usual)
        .map(this::on)
        .filter(meeting -> !meeting.start().isBefore(from.atStartOfDay()))
        .filter(meeting -> meeting.start().isBefore(until.atStartOfDay()));
  }

  /** The meeting that the series has on this day; empty when it has none. */
  Optional<Meeting> meeting(LocalDate day) {
    return Occurrences.has(series, day) ? Optional.of(on(day)) : Optional.empty();
  }

  private Meeting on(LocalDate day) {
    MeetingChange change = changes.get(day);
    if (change != null) {
      MeetingChange.Moved moved = change.moved();
      return moved == null
          ? usual(day, MeetingStatus.CANCELLED)
          : meeting(
              day,
              moved.day().atTime(moved.startTime()),
              moved.durationMinutes(),
              MeetingStatus.CHANGED,
              moved.onlineOnly() ? null : place(moved.address()),
              moved.onlineUrl());
    }
    return pauses.stream()
        .filter(pause -> pause.covers(day))
        .findFirst()
        .map(pause -> paused(day, pause))
        .orElseGet(() -> usual(day, MeetingStatus.PLANNED));
  }

  private Meeting paused(LocalDate day, MeetingPause pause) {
    if (pause.kind() == MeetingPause.Kind.LOCATION_CLOSED) {
      if (pause.address() != null) {
        return usual(day, MeetingStatus.CHANGED, pause.address());
      }
      if (series.onlineUrl() != null) {
        return usual(day, MeetingStatus.CHANGED, null);
      }
    }
    return usual(day, MeetingStatus.CANCELLED);
  }

  /** An address, or else where the group usually meets. */
  private @Nullable String place(@Nullable String address) {
    return address == null ? usualAddress : address;
  }

  private Meeting usual(LocalDate day, MeetingStatus status) {
    return usual(day, status, series.onlineOnly() ? null : place(series.address()));
  }

  private Meeting usual(LocalDate day, MeetingStatus status, @Nullable String address) {
    LocalTime time = series.startTime();
    return meeting(
        day, day.atTime(time), series.durationMinutes(), status, address, series.onlineUrl());
  }

  private Meeting meeting(
      LocalDate day,
      LocalDateTime wanted,
      int minutes,
      MeetingStatus status,
      @Nullable String address,
      @Nullable String onlineUrl) {
    // Through the time zone, so that a night on which the clock changes has its right length, and a
    // time that the clock skips becomes one that it shows.
    ZonedDateTime start = wanted.atZone(IsoWeek.ZONE);
    return new Meeting(
        id,
        day,
        start.toLocalDateTime(),
        start.plusMinutes(minutes).toLocalDateTime(),
        status,
        address,
        onlineUrl);
  }
}
