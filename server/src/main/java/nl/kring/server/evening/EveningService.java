package nl.kring.server.evening;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import nl.kring.model.meeting.Meeting;
import nl.kring.model.meeting.MeetingStatus;
import nl.kring.model.problem.ProblemType;
import nl.kring.model.time.IsoWeek;
import nl.kring.server.group.GroupService;
import nl.kring.server.group.Programme;
import nl.kring.server.meeting.MeetingService;
import nl.kring.server.platform.KringClock;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.http.Conditions;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.staff.StaffService;
import org.jspecify.annotations.Nullable;

/** Meetings as they are held. Thread-safe. */
public final class EveningService {
  /** The most people that are counted. */
  public static final int MOST_PEOPLE = 200;

  /** A head count can be corrected so often. */
  static final int MOST_COUNTS = 20;

  private static final String PARTICIPANT = "";

  private final Database people;
  private final GroupService groups;
  private final MeetingService meetings;
  private final StaffService staff;
  private final Clock clock;

  /** Over {@code people}. */
  public EveningService(
      Database people,
      GroupService groups,
      MeetingService meetings,
      StaffService staff,
      Clock clock) {
    this.people = people;
    this.groups = groups;
    this.meetings = meetings;
    this.staff = staff;
    this.clock = clock;
  }

  /** Which meeting. */
  public record Which(String groupId, String seriesId, LocalDate day) {}

  /**
   * A meeting as it is held.
   *
   * @throws ProblemException 404 when the group has no such meeting
   */
  public Evening evening(Which which) {
    // The version first: what changes while the rest is read makes it an old one.
    Optional<EveningRow> row = row(which);
    return evening(which, meeting(which), row);
  }

  private Optional<EveningRow> row(Which which) {
    return people
        .reader()
        .withExtension(
            EveningDao.class,
            dao -> dao.find(which.groupId(), which.seriesId(), which.day().toString()));
  }

  private Meeting meeting(Which which) {
    return meetings
        .find(which.groupId(), which.seriesId(), which.day())
        .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND));
  }

  private Evening evening(Which which, Meeting meeting, Optional<EveningRow> row) {
    Map<String, String> names = staff.names();
    List<HeadCountRow> headCounts =
        people
            .reader()
            .withExtension(
                EveningDao.class,
                dao -> dao.headCounts(which.groupId(), which.seriesId(), which.day().toString()));
    return new Evening(
        which.groupId(),
        meeting,
        step(which, meeting, row.map(EveningRow::step).orElse(null)),
        keeper(row.map(EveningRow::chair).orElse(null), names),
        keeper(row.map(EveningRow::guard).orElse(null), names),
        headCounts.stream()
            .map(
                each ->
                    new Evening.HeadCount(
                        each.people(), each.newcomers(), names.getOrDefault(each.staffId(), "")))
            .toList(),
        row.map(EveningRow::version).orElse(0L));
  }

  private static Evening.@Nullable Keeper keeper(
      @Nullable String staffId, Map<String, String> names) {
    if (staffId == null) {
      return null;
    }
    String name = names.get(staffId);
    // Of somebody who left a year ago nothing is known but that it was not a participant.
    return staffId.equals(PARTICIPANT)
        ? new Evening.Keeper(null, null)
        : name == null ? null : new Evening.Keeper(staffId, name);
  }

  // ---- the step ---------------------------------------------------------------------------------

  /** The programme of a group that there is. */
  public Optional<Programme> programme(String groupId) {
    return groups.programmeOf(groupId);
  }

  private Evening.@Nullable Step step(Which which, Meeting meeting, @Nullable Integer chosen) {
    Programme programme = programme(which.groupId()).orElse(null);
    if (programme == null) {
      return null;
    }
    int of = length(programme);
    int usual = usual(which, meeting);
    int number = chosen == null ? usual : chosen;
    if (of == 0 || (number > of && programme.kind() == Programme.Kind.SESSIONS)) {
      return null;
    }
    int shown = (number - 1) % of + 1;
    Programme.Step step =
        shown <= programme.steps().size() ? programme.steps().get(shown - 1) : null;
    return new Evening.Step(
        shown,
        of,
        step == null ? null : step.name(),
        step == null ? null : step.text(),
        shown != (usual - 1) % of + 1);
  }

  /** How many steps or sessions there are; 0 for none. */
  static int length(Programme programme) {
    Integer meetings = programme.groupMeetings();
    return programme.kind() == Programme.Kind.STEPS || meetings == null
        ? programme.steps().size()
        : meetings;
  }

  /**
   * What the programme has for this meeting: one further for each meeting since the last of which
   * the step is known, or since the course began. Without either it begins with the next meeting.
   */
  private int usual(Which which, Meeting meeting) {
    LocalDate day = meeting.start().toLocalDate();
    Optional<EveningRow> last =
        people
            .reader()
            .withExtension(
                EveningDao.class, dao -> dao.lastBefore(which.groupId(), which.day().toString()));
    Integer lastStep = last.map(EveningRow::step).orElse(null);
    LocalDate since =
        last.map(each -> LocalDate.parse(each.day()))
            .or(() -> groups.memberView(which.groupId()).map(group -> group.begins()))
            .orElse(today().isAfter(day) ? day : today());
    long before =
        meetings.between(which.groupId(), since, day.plusDays(1)).stream()
            .filter(each -> each.status() != MeetingStatus.CANCELLED)
            .filter(each -> each.start().isBefore(meeting.start()))
            .filter(each -> last.isEmpty() || each.day().isAfter(since))
            .count();
    return (int) before + (lastStep == null ? 1 : lastStep + 1);
  }

  /**
   * Says which step a meeting has.
   *
   * @param number null for what the programme has
   * @return the meeting as it is now
   * @throws ProblemException 404 as {@link #evening}; 400 for a step that the programme has not;
   *     412 when it was changed meanwhile
   */
  public Evening setStep(Which which, String etag, @Nullable Integer number) {
    int of = programme(which.groupId()).map(EveningService::length).orElse(0);
    if (number != null && (number < 1 || number > of)) {
      throw new ProblemException(
          ProblemType.INVALID_REQUEST, "number is a step of the programme, 1 to " + of);
    }
    return change(which, etag, (dao, row) -> put(dao, which, number, row.chair(), row.guard()));
  }

  // ---- who keeps the order ----------------------------------------------------------------------

  /**
   * Those of the staff who can keep the order of a meeting, by name: who leads the group, and who
   * keeps it already.
   */
  public Map<String, String> keepers(Evening evening) {
    Map<String, String> names = staff.names();
    Map<String, String> keepers = new LinkedHashMap<>();
    Stream.concat(
            groups.leaders(evening.groupId()).stream(),
            Stream.of(evening.chair(), evening.guard())
                .map(each -> each == null ? null : each.staffId())
                .filter(Objects::nonNull))
        .distinct()
        .filter(names::containsKey)
        .sorted((a, b) -> names.getOrDefault(a, "").compareTo(names.getOrDefault(b, "")))
        .forEach(id -> keepers.put(id, names.getOrDefault(id, "")));
    return keepers;
  }

  /**
   * Says who keeps the order.
   *
   * @param chair id of who leads the group, empty for a participant, null for nobody yet
   * @param guard likewise
   * @throws ProblemException 404 as {@link #evening}; 400 for somebody who does not lead the group;
   *     412 when it was changed meanwhile
   */
  public Evening setKeepers(
      Which which, String etag, @Nullable String chair, @Nullable String guard) {
    requireKeeper(which, chair);
    requireKeeper(which, guard);
    return change(which, etag, (dao, row) -> put(dao, which, row.step(), chair, guard));
  }

  private void requireKeeper(Which which, @Nullable String staffId) {
    if (staffId != null
        && !staffId.equals(PARTICIPANT)
        && !groups.leaders(which.groupId()).contains(staffId)) {
      throw new ProblemException(
          ProblemType.INVALID_REQUEST, "chair and guard lead this group, or are participants");
    }
  }

  // ---- how many people --------------------------------------------------------------------------

  /**
   * Counts the people at a meeting, or corrects the count; what was counted before stays visible.
   * With it the step of the meeting is known.
   *
   * @param newcomers how many of them are there for the first time
   * @throws ProblemException 404 as {@link #evening}; 400 for impossible numbers; 409 before the
   *     meeting's day, when it does not take place, and after so many corrections; 412 when it was
   *     changed meanwhile
   */
  public Evening count(Which which, String etag, int headCount, int newcomers, String staffId) {
    if (headCount < 0 || headCount > MOST_PEOPLE || newcomers < 0 || newcomers > headCount) {
      throw new ProblemException(
          ProblemType.INVALID_REQUEST,
          "people is 0 to " + MOST_PEOPLE + ", and newcomers at most as many");
    }
    Meeting meeting = meeting(which);
    if (!mayBeCounted(meeting)) {
      throw new ProblemException(
          ProblemType.CONFLICT, "this meeting is still to come, or does not take place");
    }
    Evening.Step usual = step(which, meeting, null);
    return change(
        which,
        etag,
        (dao, row) -> {
          String day = which.day().toString();
          int number = dao.headCounts(which.groupId(), which.seriesId(), day).size() + 1;
          if (number > MOST_COUNTS) {
            throw new ProblemException(
                ProblemType.CONFLICT, "a count is corrected at most " + MOST_COUNTS + " times");
          }
          // No conditional expression: it would unbox what may be null.
          Integer step = row.step();
          if (step == null && usual != null) {
            step = usual.number();
          }
          put(dao, which, step, row.chair(), row.guard());
          dao.insertHeadCount(
              which.groupId(), which.seriesId(), day, number, headCount, newcomers, staffId);
        });
  }

  // ---- what they share --------------------------------------------------------------------------

  /** Whether a meeting takes place, and not after today. */
  public boolean mayBeCounted(Meeting meeting) {
    return meeting.status() != MeetingStatus.CANCELLED
        && !meeting.start().toLocalDate().isAfter(today());
  }

  private interface Work {
    void on(EveningDao dao, EveningRow row);
  }

  private static void put(
      EveningDao dao,
      Which which,
      @Nullable Integer step,
      @Nullable String chair,
      @Nullable String guard) {
    dao.put(which.groupId(), which.seriesId(), which.day().toString(), step, chair, guard);
  }

  private Evening change(Which which, String etag, Work work) {
    meeting(which);
    people.inTurn(
        "evening " + which.groupId(),
        handle -> {
          EveningDao dao = handle.attach(EveningDao.class);
          String day = which.day().toString();
          EveningRow row =
              dao.find(which.groupId(), which.seriesId(), day)
                  .orElse(new EveningRow(which.seriesId(), day, null, null, null, 0));
          Conditions.requireUnchanged(row.version(), etag);
          work.on(dao, row);
          return row;
        });
    return evening(which);
  }

  /**
   * The meeting of a group that is going on, or the next one that takes place; empty when none is
   * planned.
   */
  public Optional<Meeting> current(String groupId) {
    return meetings.upcoming(groupId, 10).stream()
        .filter(each -> each.status() != MeetingStatus.CANCELLED)
        .findFirst();
  }

  /** Whether a meeting is today, or was until after midnight. */
  public boolean isNow(Meeting meeting) {
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), IsoWeek.ZONE);
    return !meeting.start().toLocalDate().isAfter(now.toLocalDate()) && meeting.end().isAfter(now);
  }

  /** Deletes what is older than 13 months. */
  public void deleteOld() {
    String day = today().minusMonths(MeetingService.MONTHS_KEPT).toString();
    int deleted =
        people
            .writer()
            .withExtension(
                EveningDao.class, dao -> dao.deleteBefore(day) + dao.deleteHeadCountsBefore(day));
    if (deleted > 0) {
      people.forgetDeletedRows(List.of("evening", "head_count"));
    }
  }

  private LocalDate today() {
    return KringClock.today(clock);
  }
}
