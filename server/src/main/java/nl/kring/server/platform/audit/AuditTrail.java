package nl.kring.server.platform.audit;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import nl.kring.server.platform.KringClock;
import nl.kring.server.platform.db.Database;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/**
 * What the staff did, in an append-only, hash-chained table. Thread-safe, also between processes:
 * whoever appends holds the trail's head until the commit, so that numbers have no gap.
 *
 * <p>An act stands in the trail exactly if it happened: it is appended in the transaction that does
 * it. Append last there, so that others wait as short as can be.
 */
public final class AuditTrail {
  private static final int SALT_BYTES = 16;
  private static final int ROWS_AT_A_TIME = 500;
  private static final String NONE = "";

  private final Database people;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /** Over {@code people}. */
  public AuditTrail(Database people, Clock clock) {
    this.people = people;
    this.clock = clock;
  }

  /**
   * Appends an act, at this second.
   *
   * @param handle the transaction that does it
   * @param actorId who did it; null for nobody of the staff
   * @param subjectId of the staff, to whom it was done; null for nobody
   * @param groupId null for no group
   */
  public void append(
      Handle handle,
      Act act,
      @Nullable String actorId,
      @Nullable String subjectId,
      @Nullable String groupId) {
    append(
        handle.attach(AuditDao.class),
        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
        act,
        orNone(actorId),
        orNone(subjectId),
        orNone(groupId),
        1);
  }

  /** Makes others who append wait until this transaction ends: what must not happen twice. */
  public void lock(Handle handle) {
    handle.attach(AuditDao.class).lockHead();
  }

  private void append(
      AuditDao dao,
      String moment,
      Act act,
      String actorId,
      String subjectId,
      String groupId,
      int times) {
    dao.lockHead();
    AuditDao.Head head = dao.head();
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    AuditRow row =
        AuditRow.of(
            head.hash(), head.number() + 1, actorId, moment, act, subjectId, groupId, times, salt);
    dao.insert(
        row.number(),
        row.actorId(),
        row.moment(),
        row.act(),
        row.subjectId(),
        row.groupId(),
        row.times(),
        row.salt(),
        row.contentHash(),
        row.hash());
    dao.setHead(row.number(), row.hash());
  }

  /**
   * Counts an act of which no more than the day may be known. It joins the trail once its day is
   * over: its place among acts with a time would tell when it was.
   */
  public void count(Handle handle, Act act, @Nullable String actorId, @Nullable String groupId) {
    handle
        .attach(AuditDao.class)
        .addOne(today().toString(), act.wireName(), orNone(actorId), orNone(groupId));
  }

  /** Moves the counts of days that are over into the trail; twice is once. */
  public void closeDays() {
    String today = today().toString();
    if (people.reader().withExtension(AuditDao.class, dao -> dao.numberOfCountsBefore(today))
        == 0) {
      return;
    }
    people
        .writer()
        .useTransaction(
            handle -> {
              AuditDao dao = handle.attach(AuditDao.class);
              dao.lockHead();
              dao.takeCountsBefore(today).stream()
                  .sorted(Comparator.comparing(AuditDao.Count::toString))
                  .forEach(each -> append(dao, each));
            });
    people.forgetDeletedRows(List.of("audit_count"));
  }

  private void append(AuditDao dao, AuditDao.Count count) {
    Act act = Act.valueOf(count.act().toUpperCase(Locale.ROOT).replace('-', '_'));
    append(dao, count.day(), act, count.actorId(), NONE, count.groupId(), count.times());
  }

  /**
   * Empties what somebody did, once the account is deleted; the chain stays whole.
   *
   * @param handle the transaction that deleted the account
   * @throws org.jdbi.v3.core.JdbiException while there is an account of this id
   */
  public void forget(Handle handle, String actorId) {
    handle.attach(AuditDao.class).forget(actorId);
  }

  /**
   * Events, newest first.
   *
   * @param before only those with a lower number
   */
  public List<AuditEvent> before(long before, int limit) {
    return people.reader().withExtension(AuditDao.class, dao -> dao.before(before, limit)).stream()
        .map(AuditRow::event)
        .toList();
  }

  /**
   * The number of the first event that is not as it was made: changed, missing, or emptied while
   * its actor still has an account; empty when the whole chain holds.
   *
   * <p>Who may write to the database can also make the whole chain anew. Only a hash that was
   * written down elsewhere shows that.
   */
  public OptionalLong firstBroken() {
    // One view of head and rows, so that what is appended meanwhile is not taken for broken.
    return people
        .reader()
        .inTransaction(TransactionIsolationLevel.SERIALIZABLE, AuditTrail::firstBroken);
  }

  private static OptionalLong firstBroken(Handle handle) {
    AuditDao dao = handle.attach(AuditDao.class);
    AuditDao.Head head = dao.head();
    byte @Nullable [] hash = null;
    long number = 0;
    List<AuditRow> rows = dao.after(0, ROWS_AT_A_TIME);
    while (!rows.isEmpty()) {
      for (AuditRow row : rows) {
        number++;
        if (row.number() != number
            || !row.isIntact(hash)
            || (row.isForgotten() && dao.countAccounts(row.actorId()) > 0)) {
          return OptionalLong.of(number);
        }
        hash = row.hash();
      }
      rows = dao.after(number, ROWS_AT_A_TIME);
    }
    boolean isWhole = head.number() == number && Arrays.equals(head.hash(), hash);
    return isWhole ? OptionalLong.empty() : OptionalLong.of(number + 1);
  }

  private LocalDate today() {
    return KringClock.today(clock);
  }

  private static String orNone(@Nullable String id) {
    return id == null ? NONE : id;
  }
}
