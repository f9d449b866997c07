package nl.kring.server.group;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import nl.kring.model.time.IsoWeek;
import nl.kring.server.platform.Ids;
import nl.kring.server.platform.db.Database;
import org.jdbi.v3.core.Handle;

/**
 * Who leads a group for one day: from 00:00 until 06:00 of the next day, Europe/Amsterdam, so that
 * an evening that ends late is one evening. It is looked up each time, so that access ends by
 * itself. Thread-safe.
 */
public final class SubstituteService {
  private static final LocalTime NEXT_MORNING = LocalTime.of(6, 0);

  private final Database people;
  private final Clock clock;

  /** Somebody of the staff, who leads a group on that day. */
  public record Substitute(String id, String staffId, LocalDate day) {}

  /** The days, ISO 8601, whose substitutes lead now: today's, before 06:00 yesterday's too. */
  record Days(String first, String last) {}

  SubstituteService(Database people, Clock clock) {
    this.people = people;
    this.clock = clock;
  }

  Days days() {
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), IsoWeek.ZONE);
    LocalDate today = now.toLocalDate();
    LocalDate first = now.toLocalTime().isBefore(NEXT_MORNING) ? today.minusDays(1) : today;
    return new Days(first.toString(), today.toString());
  }

  boolean isStandingIn(String groupId, String staffId) {
    Days now = days();
    return people
            .reader()
            .withExtension(
                SubstituteDao.class, dao -> dao.count(groupId, staffId, now.first(), now.last()))
        > 0;
  }

  /** Those of a group whose time is not over, earliest day first. */
  public List<Substitute> of(String groupId) {
    return people
        .reader()
        .withExtension(SubstituteDao.class, dao -> dao.of(groupId, days().first()))
        .stream()
        .map(SubstituteRow::content)
        .toList();
  }

  /** Whether and who: what somebody who stands in on that day for this group is known by. */
  public Optional<Substitute> find(Handle handle, String groupId, String staffId, LocalDate day) {
    return handle
        .attach(SubstituteDao.class)
        .find(groupId, staffId, day.toString())
        .map(SubstituteRow::content);
  }

  /** Lets somebody lead a group on this day, in the caller's transaction. */
  public Substitute add(Handle handle, String groupId, String staffId, LocalDate day) {
    Substitute added = new Substitute(Ids.random(), staffId, day);
    handle.attach(SubstituteDao.class).insert(added.id(), groupId, staffId, day.toString());
    return added;
  }

  /** Takes a day back, at once; empty when the group has no such substitute. */
  public Optional<Substitute> withdraw(Handle handle, String groupId, String id) {
    SubstituteDao dao = handle.attach(SubstituteDao.class);
    Optional<Substitute> known = dao.ofId(groupId, id).map(SubstituteRow::content);
    known.ifPresent(each -> dao.delete(each.id()));
    return known;
  }

  /** Deletes those whose day is over; twice is once. */
  public void deleteOld() {
    int deleted =
        people.writer().withExtension(SubstituteDao.class, dao -> dao.deleteBefore(days().first()));
    if (deleted > 0) {
      people.forgetDeletedRows(List.of("group_substitute"));
    }
  }
}
