package nl.kring.client.internal.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import nl.kring.client.testing.MutableClock;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final MutableClock clock = new MutableClock("2026-11-23T12:00");

  private Duration failed(Backoff backoff) {
    Instant until = backoff.failed("a", null);
    Duration wait = Duration.between(clock.instant(), until);
    assertFalse(backoff.isDue("a"));
    clock.plus(wait);
    assertTrue(backoff.isDue("a"));
    return wait;
  }

  @Test
  void withoutJitterItDoublesFromThirtySecondsToSixHours() {
    Backoff backoff = new Backoff(clock, () -> 0);
    assertEquals(Duration.ofSeconds(30), failed(backoff));
    assertEquals(Duration.ofSeconds(60), failed(backoff));
    assertEquals(Duration.ofSeconds(120), failed(backoff));
    for (int i = 0; i < 20; i++) {
      failed(backoff);
    }
    assertEquals(Duration.ofHours(6), failed(backoff));
    backoff.clear("a");
    assertEquals(Duration.ofSeconds(30), failed(backoff));
  }

  @Test
  void jitterAddsUpToHalfAndNeverPassesSixHours() {
    Backoff backoff = new Backoff(clock, () -> 1);
    assertEquals(Duration.ofSeconds(45), failed(backoff));
    for (int i = 0; i < 20; i++) {
      failed(backoff);
    }
    assertEquals(Duration.ofHours(6), failed(backoff));
  }

  @Test
  void theServersWordGoesFirstUpToADay() {
    Backoff backoff = new Backoff(clock, () -> 1);
    Instant now = clock.instant();
    assertEquals(now.plusSeconds(7), backoff.failed("a", Duration.ofSeconds(7)));
    assertEquals(now.plus(Duration.ofDays(1)), backoff.failed("b", Duration.ofDays(99)));
    assertEquals(now.plusSeconds(7), backoff.next());
    backoff.clearAll();
    assertNull(backoff.next());
  }

  @Test
  void oneThingDoesNotKeepAnother() {
    Backoff backoff = new Backoff(clock, () -> 0);
    backoff.failed("a", null);
    assertTrue(backoff.isDue("b"));
  }

  @Test
  void aClockSetBackMakesNothingWaitLonger() {
    Backoff backoff = new Backoff(clock, () -> 0);
    backoff.failed("a", null);
    clock.plus(Duration.ofDays(-400));
    assertTrue(backoff.isDue("a"));
  }
}
