package nl.kring.server.meeting;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A row of {@code meeting_pause}. */
record MeetingPauseRow(
    String id, String kind, String firstDay, String lastDay, @Nullable String address) {

  MeetingPause content() {
    return new MeetingPause(
        MeetingPause.Kind.ofWireName(kind),
        LocalDate.parse(firstDay),
        LocalDate.parse(lastDay),
        address);
  }
}
