package nl.kring.server.meeting;

import java.util.List;
import nl.kring.model.meeting.Meeting;

/**
 * A series as a calendar shows it.
 *
 * @param series whose first day is the first that is shown
 * @param first the meeting of that day, as the series says, whatever was decided about it
 * @param exceptions the meetings from there on that are not as the series says, by their own days
 */
public record RuledSeries(NewMeetingSeries series, Meeting first, List<Meeting> exceptions) {
  /** The same for those who may know where, and not how online. */
  public RuledSeries withoutOnlineUrl() {
    return new RuledSeries(
        series,
        first.withoutOnlineUrl(),
        exceptions.stream().map(Meeting::withoutOnlineUrl).toList());
  }

  /** The same for those who may only know when. */
  public RuledSeries withoutPlaces() {
    return new RuledSeries(
        series, first.withoutPlaces(), exceptions.stream().map(Meeting::withoutPlaces).toList());
  }
}
