package nl.kring.server.meeting;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nl.kring.server.platform.Keyed;
import nl.kring.server.platform.KringClock;
import org.jdbi.v3.core.Handle;

/** Plannings as files bring them in and take them out, in the caller's transaction. Thread-safe. */
public final class MeetingTransfer {
  private final Clock clock;

  MeetingTransfer(Clock clock) {
    this.clock = clock;
  }

  private String today() {
    return KringClock.today(clock).toString();
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
    MeetingDao dao = handle.attach(MeetingDao.class);
    String key = keyed.key().equals(keyed.id()) ? null : keyed.key();
    dao.insert(MeetingSeriesRow.of(keyed.id(), key, groupId, keyed.content()));
    dao.raiseVersion(groupId, today());
  }

  /**
   * Makes a series of a group what is given. What was decided for single meetings stays for the
   * days that the series still has.
   */
  public void change(Handle handle, String groupId, Keyed<NewMeetingSeries> keyed) {
    MeetingDao dao = handle.attach(MeetingDao.class);
    dao.update(MeetingSeriesRow.of(keyed.id(), keyed.key(), groupId, keyed.content()));
    MeetingService.deleteChangesOfDaysThatItHasNot(dao, keyed.id(), keyed.content());
    dao.raiseVersion(groupId, today());
  }

  /** What was decided for single meetings of a series, by their own days. */
  public SortedMap<LocalDate, MeetingChange> changes(Handle handle, String seriesId) {
    SortedMap<LocalDate, MeetingChange> changes = new TreeMap<>();
    handle
        .attach(MeetingDao.class)
        .changes(seriesId)
        .forEach(row -> changes.put(row.ownDay(), row.content()));
    return changes;
  }

  /** Makes it what is given. */
  public void putChanges(
      Handle handle, String groupId, String seriesId, Map<LocalDate, MeetingChange> changes) {
    MeetingDao dao = handle.attach(MeetingDao.class);
    dao.deleteChanges(seriesId);
    changes.forEach((day, change) -> dao.put(MeetingChangeRow.of(seriesId, day, change)));
    dao.raiseVersion(groupId, today());
  }

  /** The pauses of a group, earliest first. */
  public List<MeetingPause> pauses(Handle handle, String groupId) {
    return handle.attach(MeetingDao.class).pausesFrom(groupId, "").stream()
        .map(MeetingPauseRow::content)
        .sorted(MeetingPause.EARLIEST)
        .toList();
  }

  /** Makes them what is given. */
  public void putPauses(Handle handle, String groupId, List<MeetingPause> pauses) {
    MeetingDao dao = handle.attach(MeetingDao.class);
    dao.deletePauses(groupId);
    pauses.forEach(pause -> MeetingService.insert(dao, groupId, pause));
    dao.raiseVersion(groupId, today());
  }
}
