package nl.kring.client.internal.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Until when each thing waits after a failure. In memory: after a restart everything may be tried.
 *
 * <p>Not thread-safe: one network call is made at a time.
 */
public final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofHours(6);
  private static final Duration LONGEST_ASKED = Duration.ofDays(1);

  private final Clock clock;
  private final DoubleSupplier jitter;
  private final Map<String, Wait> waits = new HashMap<>();

  /**
   * With nothing waiting.
   *
   * @param jitter numbers from 0 to 1
   */
  public Backoff(Clock clock, DoubleSupplier jitter) {
    this.clock = clock;
    this.jitter = jitter;
  }

  /** Whether this may be tried now. */
  public boolean isDue(String what) {
    Wait wait = waits.get(what);
    Instant now = clock.instant();
    // A clock set back must not make anything wait longer than was meant.
    return wait == null || !now.isBefore(wait.until) || now.isBefore(wait.since);
  }

  /**
   * It failed: it waits as long as the server asks, at the most a day, or else from 30 seconds,
   * doubled with each failure in a row, to 6 hours; and up to half as long again, at random.
   *
   * @return until when
   */
  public Instant failed(String what, @Nullable Duration retryAfter) {
    Wait before = waits.get(what);
    int failures = before == null ? 1 : before.failures + 1;
    Duration wait = FIRST;
    for (int i = 1; i < failures && wait.compareTo(LONGEST) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    if (wait.compareTo(LONGEST) > 0) {
      wait = LONGEST;
    }
    if (retryAfter != null) {
      wait = retryAfter.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : retryAfter;
    } else {
      wait = wait.plusMillis((long) (jitter.getAsDouble() * wait.toMillis() / 2));
      wait = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
    Instant now = clock.instant();
    Wait next = new Wait(failures, now, now.plus(wait));
    waits.put(what, next);
    return next.until;
  }

  /** It succeeded, or is over. */
  public void clear(String what) {
    waits.remove(what);
  }

  /** Everything may be tried again. */
  public void clearAll() {
    waits.clear();
  }

  /** When the first of what waits may be tried; null when nothing waits. */
  public @Nullable Instant next() {
    Instant first = null;
    for (Wait wait : waits.values()) {
      if (first == null || wait.until.isBefore(first)) {
        first = wait.until;
      }
    }
    return first;
  }

  private static final class Wait {
    final int failures;
    final Instant since;
    final Instant until;

    Wait(int failures, Instant since, Instant until) {
      this.failures = failures;
      this.since = since;
      this.until = until;
    }
  }
}
