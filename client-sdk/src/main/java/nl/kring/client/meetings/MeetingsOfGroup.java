package nl.kring.client.meetings;

import java.util.List;
import nl.kring.model.meeting.Meeting;

/** The meetings of one's own group, as the phone knows them. Thread-safe. */
public interface MeetingsOfGroup {
  /**
   * The meetings that have not ended, from the phone's copy; refreshed by {@code syncAsMember}.
   *
   * <p>Soonest first; empty when nothing is known or nothing is planned. Times are wall-clock times
   * in Europe/Amsterdam. Never touches the network.
   */
  List<Meeting> upcoming();
}
