package nl.kring.client;

import static nl.kring.client.TestPhone.MONDAY;
import static nl.kring.client.TestPhone.checkIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import nl.kring.client.internal.store.Steps;
import nl.kring.client.testing.MutableClock;
import nl.kring.client.testing.TinyServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A phone that is killed at each single step of writing and sending, and started again; every ninth
 * step, unless {@code -Dkring.thorough=true} asks for all.
 */
class CrashTest {
  static final int EVERY = Boolean.getBoolean("kring.thorough") ? 1 : 9;

  @TempDir File directory;

  private static final class Killed extends Error {}

  interface Act {
    void on(Kring kring) throws IOException;
  }

  /** Runs all acts, killed once before the given step; says whether the kill happened. */
  static boolean run(
      File phone,
      TinyServer server,
      MutableClock clock,
      int step,
      boolean asFailure,
      List<Act> acts)
      throws IOException {
    int[] left = {step};
    boolean[] happened = {false};
    Steps steps =
        name -> {
          if (--left[0] == 0) {
            happened[0] = true;
            if (asFailure) {
              throw new IOException("No space left on device, or no network");
            }
            throw new Killed();
          }
        };
    Kring kring = open(phone, server, clock, steps);
    for (Act act : acts) {
      for (int attempt = 0; ; attempt++) {
        try {
          act.on(kring);
          break;
        } catch (Killed killed) {
          kring = open(phone, server, clock, steps);
        } catch (IOException e) {
          // The same process goes on after a failure.
          assertEquals(0, attempt, "a failure that does not pass: " + e);
        }
      }
    }
    return happened[0];
  }

  private static Kring open(File phone, TinyServer server, MutableClock clock, Steps steps)
      throws IOException {
    for (int attempt = 0; ; attempt++) {
      try {
        return TestPhone.open(phone, server, clock, steps);
      } catch (Killed | IOException e) {
        assertEquals(0, attempt, "cannot be opened: " + e);
      }
    }
  }

  private void everywhere(boolean asFailure) throws IOException {
    for (int step = 1; ; step += EVERY) {
      MutableClock clock = new MutableClock("2026-11-25T12:00");
      try (TinyServer server = new TinyServer(clock)) {
        File phone = new File(directory, asFailure + "-" + step);
        String code = TestPhone.code();
        Set<LocalDate> acknowledged = new TreeSet<>();
        List<Act> acts = new ArrayList<>();
        acts.add(kring -> kring.membership().join(code));
        acts.add(Kring::sync);
        acts.add(kring -> clock.plus(Duration.ofMinutes(10)));
        acts.add(Kring::sync);
        for (int i = 0; i < 2; i++) {
          LocalDate day = MONDAY.plusDays(i);
          acts.add(kring -> kring.checkIns().record(checkIn(day)));
          acts.add(kring -> acknowledged.add(day));
        }
        acts.add(Kring::sync);
        acts.add(kring -> assertEquals(acknowledged.size(), kring.checkIns().history().size()));
        acts.add(kring -> kring.checkIns().record(checkIn(MONDAY.plusDays(2))));
        acts.add(kring -> clock.plus(Duration.ofHours(7)));
        acts.add(Kring::sync);
        acts.add(kring -> clock.plus(Duration.ofHours(7)));
        acts.add(Kring::sync);
        acts.add(Kring::sync);
        acts.add(kring -> clock.set("2026-12-01T05:00"));
        acts.add(Kring::sync);
        acts.add(kring -> clock.plus(Duration.ofHours(7)));
        acts.add(Kring::sync);
        boolean happened = run(phone, server, clock, step, asFailure, acts);

        Journal journal = TestPhone.open(phone, server, clock).journal();
        String at = "stopped at step " + step + ": " + journal;
        assertEquals(
            Map.of(MONDAY, 1, MONDAY.plusDays(1), 1, MONDAY.plusDays(2), 1), server.counted, at);
        assertEquals(1, server.keyOfMembership.size(), at);
        assertEquals(3, journal.spent(), at);
        assertEquals(0, journal.waiting(), at);
        assertEquals(0, journal.tooLate(), at);
        assertEquals(0, journal.setAside(), at);
        assertEquals(0, journal.drawsLost(), at);
        assertEquals(server.drawn.size(), journal.drawn(), at);
        assertTrue(journal.duplicates() <= 2, at);
        if (!happened) {
          assertEquals(0, journal.duplicates(), at);
          assertTrue(step > 60, "the scenario has many steps");
          return;
        }
      }
    }
  }

  @Test
  void killedAnywhereEverySlipIsCountedOnceAndTheJournalIsExact() throws IOException {
    everywhere(false);
  }

  @Test
  void aFailureAnywhereInDiskOrNetworkLosesNothingAndCountsNothingTwice() throws IOException {
    everywhere(true);
  }

  @Test
  void s22_killedAnywhereLeavingIsFinishedAndNoDayIsSentTwice() throws IOException {
    for (int step = 1; ; step += EVERY) {
      MutableClock clock = new MutableClock("2026-11-24T12:00");
      try (TinyServer server = new TinyServer(clock)) {
        File phone = new File(directory, "leave-" + step);
        Kring before = TestPhone.open(phone, server, clock);
        before.membership().join(TestPhone.code());
        before.sync();
        before.checkIns().record(checkIn(MONDAY));
        before.sync();
        assertEquals(Map.of(MONDAY, 1), server.counted);

        String second = TestPhone.code();
        List<Act> acts = new ArrayList<>();
        acts.add(kring -> kring.membership().leave());
        acts.add(kring -> assertEquals(0, kring.checkIns().history().size()));
        acts.add(kring -> assertEquals(0, kring.journal().drawn()));
        acts.add(kring -> kring.membership().join(second));
        acts.add(kring -> kring.checkIns().record(checkIn(MONDAY)));
        acts.add(kring -> kring.checkIns().record(checkIn(MONDAY.plusDays(1))));
        acts.add(Kring::sync);
        acts.add(kring -> clock.plus(Duration.ofHours(7)));
        acts.add(Kring::sync);
        acts.add(Kring::sync);
        boolean happened = run(phone, server, clock, step, false, acts);

        String at = "stopped at step " + step;
        Kring after = TestPhone.open(phone, server, clock);
        assertEquals(Map.of(MONDAY, 1, MONDAY.plusDays(1), 1), server.counted, at);
        assertEquals(Set.of("lid-1"), server.left, at);
        assertEquals(Set.of("lid-2"), server.keyOfMembership.keySet(), at);
        assertEquals(1, after.journal().spent(), at);
        assertEquals(0, after.journal().waiting(), at);
        assertTrue(!after.membership().isLeaving(), at);
        if (!happened) {
          assertTrue(step > 30, "leaving has many steps");
          return;
        }
      }
    }
  }
}
