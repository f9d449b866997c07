package nl.kring.server.meeting;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import nl.kring.model.meeting.Meeting;
import nl.kring.model.problem.ProblemType;
import nl.kring.model.time.IsoWeek;
import nl.kring.server.group.GroupService;
import nl.kring.server.platform.Ids;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.http.ProblemException;
import org.jspecify.annotations.Nullable;

/** When and where groups meet. Thread-safe. */
public final class MeetingService {
  private final Database people;
  private final GroupService groups;
  private final Clock clock;

  /** Over {@code people}. */
  public MeetingService(Database people, GroupService groups, Clock clock) {
    this.people = people;
    this.groups = groups;
    this.clock = clock;
  }

  /**
   * Plans a series.
   *
   * @return its id
   * @throws ProblemException 404 when there is no such group
   */
  public String create(String groupId, NewMeetingSeries series) {
    if (groups.publicView(groupId).isEmpty()) {
      throw new ProblemException(ProblemType.NOT_FOUND);
    }
    String id = Ids.random();
    LocalDate lastDay = series.lastDay();
    people
        .writer()
        .useExtension(
            MeetingDao.class,
            dao ->
                dao.insert(
                    id,
                    groupId,
                    series.recurrence().wireName(),
                    series.firstDay().toString(),
                    lastDay == null ? null : lastDay.toString(),
                    series.startTime().toString(),
                    series.durationMinutes(),
                    series.address()));
    return id;
  }

  /**
   * Deletes a series with all its meetings.
   *
   * @return whether this group had it
   */
  public boolean delete(String groupId, String seriesId) {
    return people.writer().withExtension(MeetingDao.class, dao -> dao.delete(seriesId, groupId))
        == 1;
  }

  /**
   * The meetings of a group that are not over yet, with their addresses, soonest first; empty for
   * an unknown group.
   *
   * @param count at most so many
   */
  public List<Meeting> upcoming(String groupId, int count) {
    return groups
        .memberView(groupId)
        .map(group -> upcoming(groupId, count, group.address()))
        .orElse(List.of());
  }

  /** As everybody may see them: with their addresses only if the group makes those public. */
  public List<Meeting> upcomingPublic(String groupId, int count) {
    if (groups.isAddressPublic(groupId)) {
      return upcoming(groupId, count);
    }
    return upcoming(groupId, count).stream()
        .map(each -> new Meeting(each.seriesId(), each.start(), each.end(), null))
        .toList();
  }

  private List<Meeting> upcoming(String groupId, int count, @Nullable String usualAddress) {
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), IsoWeek.ZONE);
    return people.reader().withExtension(MeetingDao.class, dao -> dao.ofGroup(groupId)).stream()
        .flatMap(series -> series.notOverAt(now, usualAddress).limit(count))
        .sorted(Comparator.comparing(Meeting::start).thenComparing(Meeting::seriesId))
        .limit(count)
        .toList();
  }
}
