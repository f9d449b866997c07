package nl.kring.server.meeting;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.kring.model.meeting.Meeting;
import nl.kring.model.problem.ProblemType;
import nl.kring.model.time.IsoWeek;
import nl.kring.server.group.GroupService;
import nl.kring.server.platform.Ids;
import nl.kring.server.platform.Keyed;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.http.ProblemException;
import org.jdbi.v3.core.Handle;
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
    people.writer().useHandle(handle -> add(handle, groupId, new Keyed<>(id, id, series)));
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

  /** The series of each group, by the group's id, as this transaction sees them. */
  public Map<String, List<Keyed<NewMeetingSeries>>> all(Handle handle) {
    return handle.attach(MeetingDao.class).all().stream()
        .collect(
            Collectors.groupingBy(
                MeetingSeriesRow::groupId,
                Collectors.mapping(
                    row -> new Keyed<>(row.id(), row.key(), row.content()), Collectors.toList())));
  }

  /** Plans a series of a group that there is. */
  public void add(Handle handle, String groupId, Keyed<NewMeetingSeries> keyed) {
    NewMeetingSeries series = keyed.content();
    handle
        .attach(MeetingDao.class)
        .insert(
            keyed.id(),
            keyed.key().equals(keyed.id()) ? null : keyed.key(),
            groupId,
            series.recurrence().wireName(),
            series.firstDay().toString(),
            text(series.lastDay()),
            series.startTime().toString(),
            series.durationMinutes(),
            series.address());
  }

  /** Makes a series what is given. */
  public void change(Handle handle, Keyed<NewMeetingSeries> keyed) {
    NewMeetingSeries series = keyed.content();
    handle
        .attach(MeetingDao.class)
        .update(
            keyed.id(),
            series.recurrence().wireName(),
            series.firstDay().toString(),
            text(series.lastDay()),
            series.startTime().toString(),
            series.durationMinutes(),
            series.address());
  }

  private static @Nullable String text(@Nullable LocalDate day) {
    return day == null ? null : day.toString();
  }
}
