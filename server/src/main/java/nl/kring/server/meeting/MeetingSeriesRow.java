package nl.kring.server.meeting;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code meeting_series}.
 *
 * @param ordinals with commas between them; empty for none
 */
record MeetingSeriesRow(
    String id,
    @Nullable String externalKey,
    String groupId,
    String recurrence,
    int every,
    String ordinals,
    String firstDay,
    @Nullable String lastDay,
    String startTime,
    int durationMinutes,
    @Nullable String address,
    @Nullable String onlineUrl,
    boolean onlineOnly) {

  static MeetingSeriesRow of(
      String id, @Nullable String externalKey, String groupId, NewMeetingSeries series) {
    LocalDate last = series.lastDay();
    return new MeetingSeriesRow(
        id,
        externalKey,
        groupId,
        series.recurrence().wireName(),
        series.every(),
        series.ordinals().stream().map(String::valueOf).collect(Collectors.joining(",")),
        series.firstDay().toString(),
        last == null ? null : last.toString(),
        series.startTime().toString(),
        series.durationMinutes(),
        series.address(),
        series.onlineUrl(),
        series.onlineOnly());
  }

  /** By which files know it, within its group. */
  String key() {
    return externalKey == null ? id : externalKey;
  }

  /** What it was planned with. */
  NewMeetingSeries content() {
    return new NewMeetingSeries(
        Recurrence.ofWireName(recurrence),
        every,
        ordinals.isEmpty()
            ? List.of()
            : Arrays.stream(ordinals.split(",")).map(Integer::valueOf).toList(),
        LocalDate.parse(firstDay),
        lastDay == null ? null : LocalDate.parse(lastDay),
        LocalTime.parse(startTime),
        durationMinutes,
        address,
        onlineUrl,
        onlineOnly);
  }
}
