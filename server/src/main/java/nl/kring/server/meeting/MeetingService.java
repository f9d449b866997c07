package nl.kring.server.meeting;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.kring.model.group.SupportGroup;
import nl.kring.model.meeting.Meeting;
import nl.kring.model.problem.ProblemType;
import nl.kring.model.time.IsoWeek;
import nl.kring.server.group.GroupService;
import nl.kring.server.platform.Ids;
import nl.kring.server.platform.Keyed;
import nl.kring.server.platform.KringClock;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.http.Conditions;
import nl.kring.server.platform.http.ProblemException;
import org.jdbi.v3.core.HandleCallback;
import org.jspecify.annotations.Nullable;

/** When and where groups meet. Thread-safe. */
public final class MeetingService {
  /** The order of lists. */
  static final Comparator<Meeting> SOONEST =
      Comparator.comparing(Meeting::start)
          .thenComparing(Meeting::seriesId)
          .thenComparing(Meeting::day);

  /** How long what was planned and what was held is kept. */
  public static final int MONTHS_KEPT = 13;

  private final Database people;
  private final GroupService groups;
  private final Clock clock;
  private final MeetingTransfer transfer;

  /** Over {@code people}. */
  public MeetingService(Database people, GroupService groups, Clock clock) {
    this.people = people;
    this.groups = groups;
    this.clock = clock;
    this.transfer = new MeetingTransfer(clock);
  }

  /** Moving in and out. */
  public MeetingTransfer transfer() {
    return transfer;
  }

  // ---- what is planned ----------------------------------------------------------------------

  /** All that is planned for a group that there is. */
  public Planning planning(String groupId) {
    return people.readAtOneMoment(handle -> planning(handle.attach(MeetingDao.class), groupId));
  }

  private Planning planning(MeetingDao dao, String groupId) {
    return new Planning(
        groupId,
        dao.version(groupId).orElse(0L),
        dao.ofGroup(groupId).stream()
            .map(
                row ->
                    new Planning.Series(
                        row.id(),
                        row.content(),
                        dao.changes(row.id()).stream()
                            .map(each -> Planning.Change.of(each.ownDay(), each.content()))
                            .toList()))
            .toList(),
        dao.pausesFrom(groupId, "").stream()
            .map(row -> new Planning.Pause(row.id(), row.content()))
            .toList());
  }

  /**
   * Plans a series.
   *
   * @return its id
   * @throws ProblemException 404 when there is no such group
   */
  public String create(String groupId, NewMeetingSeries series) {
    if (groups.memberView(groupId).isEmpty()) {
      throw new ProblemException(ProblemType.NOT_FOUND);
    }
    String id = Ids.random();
    return inTurn(
        groupId,
        handle -> {
          transfer.add(handle, groupId, new Keyed<>(id, id, series));
          return id;
        });
  }

  /**
   * Plans a series in a planning that is still as it was seen, so that a form that is sent twice
   * plans once.
   *
   * @throws ProblemException 412 as {@link #change}
   */
  public Planning plan(String groupId, String etag, NewMeetingSeries series) {
    return change(
        groupId, etag, dao -> dao.insert(MeetingSeriesRow.of(Ids.random(), null, groupId, series)));
  }

  /**
   * Deletes a series of a planning that is still as it was seen.
   *
   * @throws ProblemException 404 for a series that the group has not; 412 as {@link #change}
   */
  public Planning remove(String groupId, String etag, String seriesId) {
    return change(
        groupId,
        etag,
        dao -> {
          if (dao.delete(seriesId, groupId) == 0) {
            throw new ProblemException(ProblemType.NOT_FOUND);
          }
        });
  }

  /**
   * Deletes a series with all its meetings.
   *
   * @return whether this group had it
   */
  public boolean delete(String groupId, String seriesId) {
    return inTurn(
        groupId,
        handle -> {
          MeetingDao dao = handle.attach(MeetingDao.class);
          dao.raiseVersion(groupId, today().toString());
          return dao.delete(seriesId, groupId) == 1;
        });
  }

  /** One change of a group's planning. */
  private interface Work {
    void on(MeetingDao dao);
  }

  /**
   * Changes a planning that is still as whoever changes it saw it.
   *
   * @param etag of the planning that was seen
   * @return the planning as it is now
   * @throws ProblemException 412 when it was changed meanwhile: nothing is done
   */
  private Planning change(String groupId, String etag, Work work) {
    return inTurn(
        groupId,
        handle -> {
          MeetingDao dao = handle.attach(MeetingDao.class);
          Conditions.requireUnchanged(dao.version(groupId).orElse(0L), etag);
          work.on(dao);
          dao.raiseVersion(groupId, today().toString());
          return planning(dao, groupId);
        });
  }

  /** Writes while nobody else changes this group's planning. */
  private <T> T inTurn(String groupId, HandleCallback<T, RuntimeException> writing) {
    return people.inTurn("planning " + groupId, writing);
  }

  private static MeetingSeriesRow row(MeetingDao dao, String groupId, String seriesId) {
    return dao.find(seriesId, groupId)
        .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND));
  }

  /**
   * Makes a whole series what is given. What was decided for single meetings stays for the days
   * that the series still has.
   *
   * @throws ProblemException 404 for a series that the group has not; 412 as {@link #change}
   */
  public Planning replace(String groupId, String etag, String seriesId, NewMeetingSeries series) {
    return change(groupId, etag, dao -> update(dao, row(dao, groupId, seriesId), series));
  }

  static void deleteChangesOfDaysThatItHasNot(
      MeetingDao dao, String seriesId, NewMeetingSeries series) {
    for (MeetingChangeRow each : dao.changes(seriesId)) {
      if (!Occurrences.has(series, each.ownDay())) {
        dao.deleteChange(seriesId, each.day());
      }
    }
  }

  /**
   * From one meeting on makes a series another: the series ends before it, and what is given goes
   * on. What was decided for single meetings from then on stays for the days that go on.
   *
   * @param day on which the series has a meeting
   * @throws ProblemException 404 when it has none; 400 when what is given begins a week or more
   *     before that day; 412 as {@link #change}
   */
  public Planning replaceFrom(
      String groupId, String etag, String seriesId, LocalDate day, NewMeetingSeries series) {
    return change(
        groupId,
        etag,
        dao -> {
          MeetingSeriesRow row = row(dao, groupId, seriesId);
          NewMeetingSeries before = row.content();
          requireMeeting(before, day);
          // Within the week it is that very meeting, on another weekday.
          if (!series.firstDay().isAfter(day.minusWeeks(1))) {
            throw new ProblemException(
                ProblemType.INVALID_REQUEST,
                "firstDay is less than a week before the meeting from which on, or later");
          }
          String id = Ids.random();
          dao.insert(MeetingSeriesRow.of(id, null, groupId, series));
          for (MeetingChangeRow each : dao.changes(seriesId)) {
            if (!each.ownDay().isBefore(day) && Occurrences.has(series, each.ownDay())) {
              dao.put(MeetingChangeRow.of(id, each.ownDay(), each.content()));
            }
          }
          end(dao, row, day);
        });
  }

  /**
   * Ends a series before one of its meetings.
   *
   * @throws ProblemException as {@link #replaceFrom}
   */
  public Planning endBefore(String groupId, String etag, String seriesId, LocalDate day) {
    return change(
        groupId,
        etag,
        dao -> {
          MeetingSeriesRow row = row(dao, groupId, seriesId);
          requireMeeting(row.content(), day);
          end(dao, row, day);
        });
  }

  private static void end(MeetingDao dao, MeetingSeriesRow row, LocalDate day) {
    NewMeetingSeries before = row.content();
    if (!before.firstDay().isBefore(day)) {
      dao.delete(row.id(), row.groupId());
    } else {
      update(dao, row, before.endingOn(day.minusDays(1)));
    }
  }

  /** What was decided for single meetings stays for the days that the series still has. */
  private static void update(MeetingDao dao, MeetingSeriesRow before, NewMeetingSeries series) {
    dao.update(MeetingSeriesRow.of(before.id(), before.externalKey(), before.groupId(), series));
    deleteChangesOfDaysThatItHasNot(dao, before.id(), series);
  }

  private static void requireMeeting(NewMeetingSeries series, LocalDate day) {
    if (!Occurrences.has(series, day)) {
      throw new ProblemException(ProblemType.NOT_FOUND, "the series has no meeting on " + day);
    }
  }

  /**
   * Changes one meeting only, or makes it again as its series says.
   *
   * @param day on which the series has it, also when it was moved before
   * @param change null for as the series says
   * @throws ProblemException 404 when the series has no meeting that day; 412 as {@link #change}
   */
  public Planning changeOne(
      String groupId, String etag, String seriesId, LocalDate day, @Nullable MeetingChange change) {
    return change(
        groupId,
        etag,
        dao -> {
          requireMeeting(row(dao, groupId, seriesId).content(), day);
          if (change == null) {
            dao.deleteChange(seriesId, day.toString());
          } else {
            dao.put(MeetingChangeRow.of(seriesId, day, change));
          }
        });
  }

  /** Plans a pause; 412 as {@link #change}. */
  public Planning addPause(String groupId, String etag, MeetingPause pause) {
    return addPauses(groupId, etag, List.of(pause));
  }

  /** Plans pauses, all or none; 412 as {@link #change}. */
  public Planning addPauses(String groupId, String etag, List<MeetingPause> pauses) {
    return change(groupId, etag, dao -> pauses.forEach(pause -> insert(dao, groupId, pause)));
  }

  static void insert(MeetingDao dao, String groupId, MeetingPause pause) {
    dao.insertPause(
        Ids.random(),
        groupId,
        pause.kind().wireName(),
        pause.firstDay().toString(),
        pause.lastDay().toString(),
        pause.address());
  }

  /**
   * Takes a pause back.
   *
   * @throws ProblemException 404 when the group has no such pause; 412 as {@link #change}
   */
  public Planning deletePause(String groupId, String etag, String pauseId) {
    return change(
        groupId,
        etag,
        dao -> {
          if (dao.deletePause(pauseId, groupId) == 0) {
            throw new ProblemException(ProblemType.NOT_FOUND);
          }
        });
  }

  // ---- what follows from it -----------------------------------------------------------------

  /**
   * The meetings of a group that are not over yet, the cancelled ones too, with their places,
   * soonest first; empty for an unknown group.
   *
   * @param count at most so many
   */
  public List<Meeting> upcoming(String groupId, int count) {
    return groups
        .memberView(groupId)
        .map(group -> upcoming(groupId, count, group.address()))
        .orElse(List.of());
  }

  /** As everybody may see them: where only if the group makes that public, and never how online. */
  public List<Meeting> upcomingPublic(String groupId, int count) {
    boolean isAddressPublic = groups.isAddressPublic(groupId);
    return upcoming(groupId, count).stream()
        .map(each -> isAddressPublic ? each.withoutOnlineUrl() : each.withoutPlaces())
        .toList();
  }

  /**
   * The meetings of a group that begin in these days, the cancelled ones too, with their places,
   * soonest first; empty for an unknown group.
   *
   * @param until the first day that is not part of it
   */
  public List<Meeting> between(String groupId, LocalDate from, LocalDate until) {
    return groups.memberView(groupId).stream()
        .flatMap(group -> planned(groupId, from, group.address()).stream())
        .flatMap(series -> series.between(from, until))
        .sorted(SOONEST)
        .toList();
  }

  /** The first meetings that a series would have in a group, pauses included. */
  public List<Meeting> preview(String groupId, NewMeetingSeries series, int count) {
    List<MeetingPause> pauses =
        people.reader().withExtension(MeetingDao.class, dao -> dao.pausesFrom(groupId, "")).stream()
            .map(MeetingPauseRow::content)
            .toList();
    String address = groups.memberView(groupId).map(SupportGroup::address).orElse(null);
    return new PlannedSeries("", series, Map.of(), pauses, address)
        .notOverAt(series.firstDay().atStartOfDay(), count);
  }

  /** The meeting that a series of a group has on a day; empty when there is none. */
  public Optional<Meeting> find(String groupId, String seriesId, LocalDate day) {
    return groups.memberView(groupId).stream()
        .flatMap(group -> planned(groupId, day, group.address()).stream())
        .filter(series -> series.id().equals(seriesId))
        .findAny()
        .flatMap(series -> series.meeting(day));
  }

  private List<Meeting> upcoming(String groupId, int count, @Nullable String usualAddress) {
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), IsoWeek.ZONE);
    return planned(groupId, now.toLocalDate().minusDays(1), usualAddress).stream()
        .flatMap(series -> series.notOverAt(now, count).stream())
        .sorted(SOONEST)
        .limit(count)
        .toList();
  }

  /** The series that may have meetings from a day on, with what is decided about those. */
  private List<PlannedSeries> planned(
      String groupId, LocalDate from, @Nullable String usualAddress) {
    return people.readAtOneMoment(
        handle -> planned(handle.attach(MeetingDao.class), groupId, from, usualAddress));
  }

  private static List<PlannedSeries> planned(
      MeetingDao dao, String groupId, LocalDate from, @Nullable String usualAddress) {
    List<MeetingPause> pauses =
        dao.pausesFrom(groupId, from.toString()).stream().map(MeetingPauseRow::content).toList();
    List<PlannedSeries> planned = new ArrayList<>();
    for (MeetingSeriesRow row : dao.ofGroupFrom(groupId, from.toString())) {
      Map<LocalDate, MeetingChange> changes = new HashMap<>();
      dao.changesFrom(row.id(), from.toString())
          .forEach(each -> changes.put(each.ownDay(), each.content()));
      planned.add(new PlannedSeries(row.id(), row.content(), changes, pauses, usualAddress));
    }
    return planned;
  }

  private LocalDate today() {
    return KringClock.today(clock);
  }

  /**
   * What calendars show of a group: the series that have meetings from a day on, with all places;
   * none for an unknown group.
   */
  public MeetingCalendar calendar(String groupId, LocalDate from) {
    String usualAddress = groups.memberView(groupId).map(SupportGroup::address).orElse(null);
    return people.readAtOneMoment(
        handle -> {
          MeetingDao dao = handle.attach(MeetingDao.class);
          return new MeetingCalendar(
              dao.version(groupId).orElse(0L),
              dao.changedOn(groupId).map(LocalDate::parse).orElse(LocalDate.EPOCH),
              planned(dao, groupId, from, usualAddress).stream()
                  .flatMap(series -> series.ruledFrom(from).stream())
                  .toList());
        });
  }

  /** Deletes what was planned for days that are more than 13 months ago. */
  public void deleteOld() {
    String day = today().minusMonths(MONTHS_KEPT).toString();
    int deleted =
        people
            .writer()
            .inTransaction(
                handle -> {
                  MeetingDao dao = handle.attach(MeetingDao.class);
                  return dao.deleteChangesBefore(day)
                      + dao.deletePausesBefore(day)
                      + dao.deleteSeriesBefore(day);
                });
    if (deleted > 0) {
      people.forgetDeletedRows(List.of("meeting_series", "meeting_change", "meeting_pause"));
    }
  }
}
