package nl.kring.server.token;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import nl.kring.model.time.IsoWeek;
import nl.kring.server.membership.MembershipService;
import nl.kring.server.platform.db.Database;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Ends weeks and months: their keys, spent tokens and draw records go, once, also after weeks of
 * standing still and with many processes. Thread-safe.
 */
public final class TokenRetention {
  /** On this day of the next month what is left of a month is deleted. */
  private static final int DAY_OF_MONTHS_RELEASE = 10;

  private final Database counts;
  private final MembershipService memberships;
  private final Clock clock;

  /** Over {@code counts}. */
  public TokenRetention(Database counts, MembershipService memberships, Clock clock) {
    this.counts = counts;
    this.memberships = memberships;
    this.clock = clock;
  }

  /** When what is left of a month goes. */
  static Instant deletedAt(YearMonth month) {
    return month.plusMonths(1).atDay(DAY_OF_MONTHS_RELEASE).atStartOfDay(IsoWeek.ZONE).toInstant();
  }

  /** The weeks that have keys and whose time is over, oldest first. */
  public List<IsoWeek> weeksToClose() {
    Instant now = clock.instant();
    return counts.reader().withExtension(TokenKeyDao.class, TokenKeyDao::weeksWithKeys).stream()
        .map(IsoWeek::parse)
        .filter(week -> !now.isBefore(week.closesAt()))
        .toList();
  }

  /**
   * Closes a week, once: in one transaction its keys and spent tokens go, and {@code publish} does
   * what must happen with them. Whoever comes second finds nothing to do.
   *
   * <p>It first locks the week's keys, in the order in which whoever spends locks them: so it waits
   * for all who are spending tokens of this week, nobody can begin to, and neither waits for the
   * other in a circle. After that nobody else has a lock on the week's tables and counters, and
   * emptying the tables, which locks them whole, waits for nobody.
   *
   * @return whether this call closed it
   */
  public boolean close(IsoWeek week, Consumer<Handle> publish) {
    return counts.inTurn(
        KeyMaker.TURN,
        handle -> {
          TokenKeyDao dao = handle.attach(TokenKeyDao.class);
          if (dao.markClosed(week.toString()) == 0) {
            return false;
          }
          lock(handle, "week", week.toString());
          dao.deleteWeek(week.toString());
          handle.attach(KeyRootDao.class).forgetLeaves(week.toString());
          publish.accept(handle);
          empty(handle, SpentTable.ofWeek(week));
          return true;
        });
  }

  /** Locks keys in the order of their numbers, as {@link SpentTokens} does. */
  private void lock(Handle handle, String column, String value) {
    handle
        .createQuery(
            "SELECT key_no FROM token_key WHERE "
                + column
                + " = :value ORDER BY key_no"
                + counts.forUpdate())
        .bind("value", value)
        .mapTo(long.class)
        .list();
  }

  private void empty(Handle handle, List<String> tables) {
    try {
      counts.emptyTables(handle.getConnection(), tables);
    } catch (SQLException e) {
      throw new IllegalStateException("the spent tables could not be emptied", e);
    }
  }

  /**
   * Puts spent tokens that are nobody's into a month's table, so that its size is not the number of
   * participations; they look like all others.
   *
   * @throws IllegalStateException when the month has no key: it cannot be spent
   */
  public void addDummies(Handle handle, YearMonth month, int number) {
    long keyNo =
        handle.attach(TokenKeyDao.class).ofMonths().stream()
            .filter(row -> row.scope().equals(month.toString()))
            .map(TokenKeyRow::keyNo)
            .findAny()
            .orElseThrow(() -> new IllegalStateException("month " + month + " has no key"));
    SecureRandom random = new SecureRandom();
    try (PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO "
                + SpentTable.ofMonth(month)
                + " (key_no, hash, tag) VALUES (:keyNo, :hash, :tag)")) {
      for (int i = 0; i < number; i++) {
        byte[] hash = new byte[SpentToken.HASH_BYTES];
        byte[] tag = new byte[SpentToken.TAG_BYTES];
        random.nextBytes(hash);
        random.nextBytes(tag);
        batch.bind("keyNo", keyNo).bind("hash", hash).bind("tag", tag).add();
      }
      batch.execute();
    }
  }

  /**
   * Ends the months whose release day has come, each once: in one transaction {@code publish} does
   * what must happen, and the month's key and spent tokens go. It waits for whoever spends.
   */
  public void endMonths(BiConsumer<Handle, YearMonth> publish) {
    Instant now = clock.instant();
    for (TokenKeyRow row :
        counts.reader().withExtension(TokenKeyDao.class, TokenKeyDao::ofMonths)) {
      YearMonth month = YearMonth.parse(row.scope());
      if (!now.isBefore(deletedAt(month))) {
        counts.inTurn(KeyMaker.TURN, handle -> endMonth(handle, month, publish));
      }
    }
  }

  /** Whether this call did. */
  private boolean endMonth(Handle handle, YearMonth month, BiConsumer<Handle, YearMonth> publish) {
    lock(handle, "scope", month.toString());
    // Whoever comes second must not empty a table that is another month's by now.
    boolean isDeleted = handle.attach(TokenKeyDao.class).deleteMonth(month.toString()) == 1;
    if (isDeleted) {
      publish.accept(handle, month);
      empty(handle, List.of(SpentTable.ofMonth(month)));
    }
    return isDeleted;
  }

  /** Deletes the draw records of every week and month whose keys are gone. */
  public void forgetOldDraws() {
    Instant now = clock.instant();
    for (String scope : memberships.drawnScopes()) {
      Instant end =
          scope.contains("W") ? IsoWeek.parse(scope).closesAt() : deletedAt(YearMonth.parse(scope));
      if (!now.isBefore(end)) {
        memberships.forgetDraws(scope);
      }
    }
  }

  /** Deletes the roots of weeks that nobody asks for any more. */
  public void deleteOldRoots() {
    IsoWeek oldest = IsoWeek.at(clock.instant()).plusWeeks(-KeyRoots.WEEKS_KEPT);
    counts.writer().withExtension(KeyRootDao.class, dao -> dao.deleteBefore(oldest.toString()));
  }

  /** The last weeks that were closed, oldest first. */
  public List<IsoWeek> lastClosedWeeks(int limit) {
    List<IsoWeek> weeks =
        new ArrayList<>(
            counts.reader().withExtension(TokenKeyDao.class, dao -> dao.lastClosed(limit)).stream()
                .map(IsoWeek::parse)
                .toList());
    Collections.reverse(weeks);
    return weeks;
  }
}
