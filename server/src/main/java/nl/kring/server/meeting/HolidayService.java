package nl.kring.server.meeting;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import nl.kring.model.meeting.MeetingStatus;
import nl.kring.server.platform.KringClock;

/** Which meetings fall on a day on which people stay away. Thread-safe. */
public final class HolidayService {
  /** More than a year of meetings of any group. */
  private static final int MOST = 1000;

  private final MeetingService meetings;
  private final Clock clock;

  /** Over this service. */
  public HolidayService(MeetingService meetings, Clock clock) {
    this.meetings = meetings;
    this.clock = clock;
  }

  /**
   * A meeting that one may want to cancel.
   *
   * @param day on which the series has it, for {@link MeetingService#changeOne}
   * @param name of the holiday: {@link Holiday#wireName}; its words have the key {@code
   *     holiday.NAME}
   * @param official whether the law names it
   */
  public record Suggestion(String seriesId, LocalDate day, String name, boolean official) {}

  /** Those of the coming year that are not cancelled yet, soonest first; none for no such group. */
  public List<Suggestion> suggestions(String groupId) {
    LocalDate end = KringClock.today(clock).plusYears(1);
    return meetings.upcoming(groupId, MOST).stream()
        .filter(each -> each.status() != MeetingStatus.CANCELLED)
        .filter(each -> each.start().toLocalDate().isBefore(end))
        .flatMap(
            each ->
                Holiday.on(each.start().toLocalDate()).stream()
                    .map(
                        holiday ->
                            new Suggestion(
                                each.seriesId(),
                                each.day(),
                                holiday.wireName(),
                                holiday.isOfficial())))
        .toList();
  }
}
