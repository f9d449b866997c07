package nl.kring.server.meeting;

import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code meeting_change}.
 *
 * @param movedDay null, with all that follows it, for a meeting that is cancelled
 */
record MeetingChangeRow(
    String seriesId,
    String day,
    @Nullable String movedDay,
    @Nullable String startTime,
    @Nullable Integer durationMinutes,
    @Nullable String address,
    @Nullable String onlineUrl,
    boolean onlineOnly) {

  static MeetingChangeRow of(String seriesId, LocalDate day, MeetingChange change) {
    MeetingChange.Moved moved = change.moved();
    return moved == null
        ? new MeetingChangeRow(seriesId, day.toString(), null, null, null, null, null, false)
        : new MeetingChangeRow(
            seriesId,
            day.toString(),
            moved.day().toString(),
            moved.startTime().toString(),
            moved.durationMinutes(),
            moved.address(),
            moved.onlineUrl(),
            moved.onlineOnly());
  }

  LocalDate ownDay() {
    return LocalDate.parse(day);
  }

  MeetingChange content() {
    return movedDay == null || startTime == null || durationMinutes == null
        ? MeetingChange.CANCELLED
        : new MeetingChange(
            new MeetingChange.Moved(
                LocalDate.parse(movedDay),
                LocalTime.parse(startTime),
                durationMinutes,
                address,
                onlineUrl,
                onlineOnly));
  }
}
