package nl.kring.client;

import static nl.kring.client.TestPhone.MONDAY;
import static nl.kring.client.TestPhone.checkIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.kring.client.SyncNotice.Kind;
import nl.kring.client.membership.Recovery;
import nl.kring.client.testing.MutableClock;
import nl.kring.client.testing.TinyServer;
import nl.kring.model.membership.RecoveryCode;
import nl.kring.model.problem.ProblemType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A membership that moves from one phone to another, or does not. */
class RecoveryTest {
  private static final String RECOVERIES = "/api/v1/recoveries";
  private static final Instant TAKES_EFFECT = Instant.parse("2026-11-27T03:00:00Z");

  @TempDir File directory;
  private final MutableClock clock = new MutableClock("2026-11-25T12:00");
  private TinyServer server;
  private Kring old;
  private Kring fresh;

  @BeforeEach
  void open() throws IOException {
    server = new TinyServer(clock);
    old = TestPhone.open(new File(directory, "old"), server, clock);
    fresh = TestPhone.open(new File(directory, "new"), server, clock);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private String codeOfOldPhone() throws IOException {
    old.membership().join(TestPhone.code());
    old.sync();
    RecoveryCode code = old.membership().newRecoveryCode();
    old.membership().confirmRecoveryCode(code.words().replace('-', ' '));
    return code.words();
  }

  @Test
  void aCodeWorksOnlyAfterItWasTypedBackAndAWrongWordIsNamedByItsPosition() throws IOException {
    assertThrows(IllegalStateException.class, () -> old.membership().newRecoveryCode());
    old.membership().join(TestPhone.code());
    old.sync();
    assertThrows(IllegalStateException.class, () -> old.membership().confirmRecoveryCode("x"));
    RecoveryCode code = old.membership().newRecoveryCode();
    assertTrue(server.recoveryOfCode.isEmpty());
    List<String> words = new ArrayList<>(code.list());
    words.set(4, words.get(4).equals("appel") ? "boom" : "appel");
    assertEquals(
        "woord 5 is een ander woord",
        assertThrows(
                IllegalArgumentException.class,
                () -> old.membership().confirmRecoveryCode(String.join(" ", words)))
            .getMessage());
    words.set(6, "xqzxq");
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> old.membership().confirmRecoveryCode(String.join(" ", words)))
            .getMessage()
            .startsWith("woord 7 "));
    assertTrue(server.recoveryOfCode.isEmpty());
    assertFalse(old.membership().hasRecoveryCode());
    server.loseAnswer("/api/v1/memberships/me/recovery-code");
    assertThrows(IOException.class, () -> old.membership().confirmRecoveryCode(code.words()));
    old.membership().confirmRecoveryCode(code.words());
    assertTrue(old.membership().hasRecoveryCode());
    assertEquals(List.of(code.words()), List.copyOf(server.recoveryOfCode.keySet()));
    assertThrows(
        IllegalStateException.class, () -> old.membership().confirmRecoveryCode(code.words()));
  }

  @Test
  void theCodeIsInNoFileOfTheOldPhone() throws IOException {
    String code = codeOfOldPhone();
    old.sync();
    List<String> words = RecoveryCode.parse(code).list();
    try (Stream<Path> files = Files.walk(directory.toPath().resolve("old"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file);
        assertFalse(text.contains(code) || text.contains(String.join(" ", words)), file.toString());
      }
    }
  }

  @Test
  void theMembershipMovesAtFourOnTheSecondDayAndTheOldPhoneIsToldBeforeAndAfter()
      throws IOException {
    String code = codeOfOldPhone();
    Recovery recovery = fresh.membership().recover(code);
    assertNull(recovery.membership());
    assertEquals(TAKES_EFFECT, recovery.takesEffectAt());
    assertEquals(TAKES_EFFECT, fresh.membership().recover(code).takesEffectAt());
    assertEquals(TAKES_EFFECT, fresh.sync().retryAt());
    assertNull(fresh.membership().current());
    assertThrows(IllegalStateException.class, () -> fresh.membership().join(TestPhone.code()));

    assertEquals(1, old.sync().notices(Kind.RECOVERY_PENDING).size());
    assertEquals(TAKES_EFFECT, old.membership().pendingRecovery().takesEffectAt());
    clock.set("2026-11-27T03:59");
    assertEquals(1, old.sync().notices(Kind.RECOVERY_PENDING).size());
    fresh = TestPhone.open(new File(directory, "new"), server, clock);
    assertEquals(TAKES_EFFECT, fresh.membership().awaitedRecovery().takesEffectAt());
    assertTrue(fresh.sync().notices().isEmpty());

    clock.set("2026-11-27T04:00");
    assertEquals(1, fresh.sync().notices(Kind.RECOVERED).size());
    assertEquals("lid-1", fresh.membership().current().membershipId());
    assertNull(fresh.membership().awaitedRecovery());
    assertFalse(new File(directory, "new/recovering.json").exists());
    SyncReport after = old.sync();
    assertEquals(1, after.notices(Kind.MEMBERSHIP_MOVED).size());
    assertTrue(after.notices(Kind.MEMBERSHIP_REFUSED).isEmpty());
    assertEquals(
        ProblemType.ASSERTION_REJECTED,
        assertThrows(ProblemException.class, () -> old.membership().refuseRecovery()).type());
  }

  @Test
  void anOldPhoneWhoseClockIsAheadCanStillSeeAndRefuse() throws IOException {
    fresh.membership().recover(codeOfOldPhone());
    server.clock = new MutableClock("2026-11-26T12:00");
    clock.set("2026-11-29T12:00");
    assertEquals(1, old.sync().notices(Kind.RECOVERY_PENDING).size());
    assertEquals(TAKES_EFFECT, old.membership().pendingRecovery().takesEffectAt());
    old.membership().refuseRecovery();
    assertTrue(server.recoveryOfCode.isEmpty());
    assertNull(old.membership().pendingRecovery());
  }

  @Test
  void aPhoneThatWasNotToldOnlyKnowsThatItIsRefused() throws IOException {
    fresh.membership().recover(codeOfOldPhone());
    clock.set("2026-11-27T04:00");
    fresh.sync();
    assertEquals(1, old.sync().notices(Kind.MEMBERSHIP_REFUSED).size());
  }

  @Test
  void aRefusedRecoveryEndsOnBothPhonesAndItsCodeIsVoid() throws IOException {
    String code = codeOfOldPhone();
    fresh.membership().recover(code);
    old.sync();
    server.fail("/api/v1/memberships/me/recovery", 503, null, null);
    assertThrows(ProblemException.class, () -> old.membership().refuseRecovery());
    assertEquals(TAKES_EFFECT, old.membership().pendingRecovery().takesEffectAt());
    old.membership().refuseRecovery();
    assertNull(old.membership().pendingRecovery());
    assertFalse(old.membership().hasRecoveryCode());
    assertTrue(old.sync().notices().isEmpty());
    clock.set("2026-11-27T04:00");
    assertEquals(
        ProblemType.RECOVERY_CODE_UNKNOWN,
        fresh.sync().notices(Kind.RECOVERY_REFUSED).get(0).problem());
    assertNull(fresh.membership().awaitedRecovery());
    assertTrue(fresh.sync().notices().isEmpty());
    assertEquals(
        ProblemType.RECOVERY_CODE_UNKNOWN,
        assertThrows(ProblemException.class, () -> fresh.membership().recover(code)).type());
    fresh.membership().join(TestPhone.code());
  }

  @Test
  void aDayThatTheOldPhoneSentIsNotCountedAgainAndTheNewPhoneBeginsWithTheFirstUndrawnWeek()
      throws IOException {
    String code = codeOfOldPhone();
    old.checkIns().record(checkIn(MONDAY));
    old.sync();
    fresh.membership().recover(code);
    clock.set("2026-11-29T23:59:59");
    old.sync();
    assertEquals(7, old.journal().drawn(), "the old phone is not this membership's any more");
    SyncReport report = fresh.sync();
    assertEquals(1, report.notices(Kind.RECOVERED).size());
    assertEquals(0, report.drawn(), "it must first look at the keys as nobody");
    assertEquals(1, fresh.sync().notices(Kind.DRAWN_ELSEWHERE).size());
    fresh.checkIns().record(checkIn(MONDAY));
    fresh.sync();
    assertEquals(Map.of(MONDAY, 1), server.counted);
    clock.set("2026-11-30T12:00");
    fresh.sync();
    fresh.checkIns().record(checkIn(MONDAY.plusDays(7)));
    fresh.sync();
    assertEquals(Map.of(MONDAY, 1, MONDAY.plusDays(7), 1), server.counted);
  }

  @Test
  void aClockThatIsAheadWaitsAndAServerThatFailsLosesNothing() throws IOException {
    fresh.membership().recover(codeOfOldPhone());
    MutableClock right = new MutableClock("2026-11-27T03:30");
    server.clock = right;
    clock.set("2026-11-27T04:30");
    assertEquals(1, fresh.sync().notices(Kind.WAITING).size());
    right.set("2026-11-27T05:00");
    clock.set("2026-11-27T06:00");
    server.fail(RECOVERIES, 503, null, null);
    server.fail(RECOVERIES, 404, null, null);
    server.loseAnswer(RECOVERIES);
    for (int i = 0; i < 3; i++) {
      assertEquals(1, fresh.sync().notices(Kind.WAITING).size());
      right.plus(Duration.ofHours(7));
      clock.plus(Duration.ofHours(7));
    }
    assertEquals(1, fresh.sync().notices(Kind.RECOVERED).size());
  }

  @Test
  void leavingGivesUpWaitingAndWipesTheCode() throws IOException {
    fresh.membership().recover(codeOfOldPhone());
    fresh.membership().leave();
    assertNull(fresh.membership().awaitedRecovery());
    assertEquals(List.of("sent-days.json"), List.of(new File(directory, "new").list()));
    fresh.membership().join(TestPhone.code());
    assertNotEquals("lid-1", fresh.membership().current().membershipId());
  }

  @Test
  void killedAnywhereARecoveryEndsOnceAndNothingIsCountedTwice() throws IOException {
    for (int step = 1; ; step += CrashTest.EVERY) {
      MutableClock time = new MutableClock("2026-11-25T12:00");
      try (TinyServer other = new TinyServer(time)) {
        server.close();
        server = other;
        old = TestPhone.open(new File(directory, "old-" + step), other, time);
        old.membership().join(TestPhone.code());
        old.checkIns().record(checkIn(MONDAY));
        old.sync();
        old.sync();
        RecoveryCode code = old.membership().newRecoveryCode();
        old.membership().confirmRecoveryCode(code.words());
        File phone = new File(directory, "new-" + step);
        List<CrashTest.Act> acts = new ArrayList<>();
        acts.add(kring -> kring.membership().recover(code.words()));
        acts.add(kring -> time.set("2026-11-27T04:00"));
        acts.add(Kring::sync);
        acts.add(kring -> time.plus(Duration.ofHours(7)));
        acts.add(Kring::sync);
        acts.add(kring -> kring.checkIns().record(checkIn(MONDAY)));
        acts.add(kring -> time.set("2026-11-30T12:00"));
        acts.add(Kring::sync);
        acts.add(kring -> kring.checkIns().record(checkIn(MONDAY.plusDays(7))));
        acts.add(Kring::sync);
        acts.add(kring -> time.plus(Duration.ofHours(7)));
        acts.add(Kring::sync);
        boolean happened = CrashTest.run(phone, other, time, step, false, acts);
        String at = "stopped at step " + step;
        Kring after = TestPhone.open(phone, other, time);
        assertEquals("lid-1", after.membership().current().membershipId(), at);
        assertNull(after.membership().awaitedRecovery(), at);
        assertFalse(new File(phone, "recovering.json").exists(), at);
        assertEquals(Map.of(MONDAY, 1, MONDAY.plusDays(7), 1), other.counted, at);
        if (!happened) {
          assertTrue(step > 30, "recovering has many steps");
          return;
        }
      }
    }
  }
}
