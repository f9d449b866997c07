package nl.kring.server.staff;

import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Secret;
import org.jdbi.v3.core.Handle;

/**
 * Makes guessing slow, per name, alike for names that exist and names that do not: five failures
 * are free, then each doubles the wait, up to a minute. Kept in the database, under a keyed hash of
 * the name, so that it holds for every process and says of no table's reader what was typed.
 * Thread-safe.
 */
final class SignInDelays {
  static final int FREE_FAILURES = 5;
  static final Duration CAP = Duration.ofSeconds(60);

  private static final Duration KEPT = Duration.ofDays(1);
  private static final int MOST_NAMES = 100_000;

  private final Database people;
  private final Clock clock;
  private final Secret names;

  SignInDelays(Database people, Clock clock, Secret master) {
    this.people = people;
    this.clock = clock;
    this.names = master.derive("sign-in delays");
  }

  /**
   * Takes a try, before any password is hashed. It counts as failed until {@link #forget}, so that
   * many at once get no more tries than one after the other.
   *
   * @throws ProblemException 429 with {@code Retry-After} when it is too early
   */
  void takeTry(String name) {
    byte[] hash = hash(name);
    long now = clock.instant().getEpochSecond();
    int cap = (int) CAP.toSeconds();
    people
        .writer()
        .useExtension(
            SignInDelayDao.class,
            dao -> {
              if (dao.take(hash, now, FREE_FAILURES, cap) == 0) {
                long wait = dao.freeAt(hash).orElse(now) - now;
                throw new ProblemException(ProblemType.TOO_MANY_REQUESTS)
                    .retryAfter(Duration.ofSeconds(Math.max(1, wait)));
              }
            });
  }

  /** Forgets the failures of a name: its owner is in. */
  void forget(Handle handle, String name) {
    handle.attach(SignInDelayDao.class).delete(hash(name));
  }

  /** Forgets names that nobody tried for a day, and the oldest when there are very many. */
  void deleteOld() {
    long before = clock.instant().minus(KEPT).getEpochSecond();
    people
        .writer()
        .useExtension(
            SignInDelayDao.class,
            dao -> {
              dao.deleteBefore(before);
              dao.deleteAllBut(MOST_NAMES);
            });
  }

  private byte[] hash(String name) {
    return names.hmac(
        Normalizer.normalize(name, Normalizer.Form.NFKC).trim().toLowerCase(Locale.ROOT));
  }
}
