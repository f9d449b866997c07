package nl.kring.server.calendar;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nl.kring.model.meeting.Meeting;
import nl.kring.model.meeting.MeetingStatus;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.meeting.MeetingPause;
import nl.kring.server.meeting.MeetingService;
import nl.kring.server.meeting.Planning;
import nl.kring.server.platform.KringClock;
import nl.kring.server.platform.http.ProblemException;

/**
 * Pauses of a group from the calendar of somebody else, such as that of the schools. Thread-safe.
 */
public final class PauseSuggestionService {
  private static final int YEARS_AHEAD = 2;
  private static final int MOST = 100;
  private static final int MOST_MEETINGS = 2000;

  private final MeetingService meetings;
  private final Clock clock;

  /** Over this service. */
  public PauseSuggestionService(MeetingService meetings, Clock clock) {
    this.meetings = meetings;
    this.clock = clock;
  }

  /**
   * Days on which a group may not want to meet.
   *
   * @param name as the file has it, at most 100 characters; may be empty
   * @param lastDay the day itself is part of it
   * @param meetings how many are planned in it, and not cancelled
   */
  public record Suggestion(String name, LocalDate firstDay, LocalDate lastDay, long meetings) {}

  /**
   * The periods in a file that are not over, begin within two years, last a year at the most, and
   * are no pause of the group yet: earliest first, a hundred at the most. Nothing is kept.
   *
   * @param file iCalendar in UTF-8
   * @throws ProblemException 400 when it is something else, or too much
   */
  public List<Suggestion> suggestions(String groupId, byte[] file) {
    LocalDate today = KringClock.today(clock);
    Set<MeetingPause> planned =
        meetings.planning(groupId).pauses().stream()
            .map(Planning.Pause::content)
            .collect(Collectors.toSet());
    List<LocalDate> days =
        meetings.upcoming(groupId, MOST_MEETINGS).stream()
            .filter(each -> each.status() != MeetingStatus.CANCELLED)
            .map(Meeting::day)
            .toList();
    return read(file).stream()
        .filter(each -> !each.lastDay().isBefore(today))
        .filter(each -> each.firstDay().isBefore(today.plusYears(YEARS_AHEAD)))
        .filter(
            each -> !each.lastDay().isAfter(each.firstDay().plusDays(MeetingPause.LONGEST_DAYS)))
        .filter(each -> !planned.contains(pause(each.firstDay(), each.lastDay())))
        .limit(MOST)
        .map(
            each ->
                new Suggestion(
                    each.name(),
                    each.firstDay(),
                    each.lastDay(),
                    days.stream()
                        .filter(
                            day -> !day.isBefore(each.firstDay()) && !day.isAfter(each.lastDay()))
                        .count()))
        .toList();
  }

  private static List<PeriodFile.Period> read(byte[] file) {
    try {
      return PeriodFile.read(file);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(ProblemType.INVALID_REQUEST, e.getMessage());
    }
  }

  /** A pause without meetings. */
  static MeetingPause pause(LocalDate firstDay, LocalDate lastDay) {
    return new MeetingPause(MeetingPause.Kind.NO_MEETINGS, firstDay, lastDay, null);
  }
}
