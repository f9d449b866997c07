package nl.kring.server.meeting;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import nl.kring.model.meeting.MeetingStatus;
import nl.kring.model.time.IsoWeek;

/** Which meetings fall on a day on which people stay away. Thread-safe. */
public final class HolidayService {
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
   * @param date on which it is held: the holiday
   * @param name of the holiday: {@link Holiday#wireName}; its words have the key {@code
   *     holiday.NAME}
   * @param official whether the law names it
   */
  public record Suggestion(
      String seriesId, LocalDate day, LocalDate date, String name, boolean official) {}

  /** Those of the coming year that are not cancelled yet, soonest first; none for no such group. */
  public List<Suggestion> suggestions(String groupId) {
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), IsoWeek.ZONE);
    LocalDate today = now.toLocalDate();
    // One that began yesterday evening may go on.
    return meetings.between(groupId, today.minusDays(1), today.plusYears(1)).stream()
        .filter(each -> each.end().isAfter(now))
        .filter(each -> each.status() != MeetingStatus.CANCELLED)
        .flatMap(
            each ->
                Holiday.on(each.start().toLocalDate()).stream()
                    .map(
                        holiday ->
                            new Suggestion(
                                each.seriesId(),
                                each.day(),
                                each.start().toLocalDate(),
                                holiday.wireName(),
                                holiday.isOfficial())))
        .toList();
  }
}
