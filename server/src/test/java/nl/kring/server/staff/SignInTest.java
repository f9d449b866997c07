package nl.kring.server.staff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.platform.MovableClock;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.db.TestDatabases;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Role;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Guessing, replaying, and telling names apart by time. */
@ParameterizedClass
@EnumSource
class SignInTest {
  private static final String WRONG = "vijf gele fietsen";

  private final String url;
  @AutoClose private final Database people;
  private final MovableClock clock = new MovableClock("2026-11-24T12:00:00Z");
  private final TestStaff staff;

  SignInTest(TestDatabases databases) {
    url = databases.url("people");
    people = Database.open("people", url);
    staff = new TestStaff(people, clock);
  }

  private ProblemType refusal(String name, String password, String code) {
    return assertThrows(ProblemException.class, () -> staff.service.signIn(name, password, code))
        .type();
  }

  private int count(String sql) {
    return people.reader().withHandle(h -> h.createQuery(sql).mapTo(int.class).one());
  }

  @Test
  void anAccountWithTotpNeedsItsCode() {
    TestStaff.Person samir = staff.person("Samir", Role.FACILITATOR);
    String right = staff.code(samir);
    String wrong = right.equals("000000") ? "000001" : "000000";
    assertEquals(ProblemType.SIGN_IN_FAILED, refusal("Samir", TestStaff.PASSWORD, null));
    assertEquals(ProblemType.SIGN_IN_FAILED, refusal("Samir", TestStaff.PASSWORD, wrong));
    assertEquals(ProblemType.SIGN_IN_FAILED, refusal("Samir", WRONG, right));
    assertEquals(samir.caller(), staff.signIn(samir).staff());
  }

  @Test
  void withoutTotpNobodySignsInOutsideDevelopment() {
    TestStaff real = new TestStaff(people, clock, false);
    real.service.create("Ruud", Role.FACILITATOR, real.providerId, null, TestStaff.PASSWORD);
    assertThrows(
        ProblemException.class, () -> real.service.signIn("Ruud", TestStaff.PASSWORD, null));
    assertThrows(
        ProblemException.class, () -> real.service.signIn("Ruud", TestStaff.PASSWORD, "000000"));
  }

  @Test
  void aCodeWorksOnce() {
    TestStaff.Person samir = staff.person("Samir", Role.FACILITATOR);
    String code = staff.code(samir);
    staff.service.signIn("Samir", TestStaff.PASSWORD, code);
    assertEquals(ProblemType.SIGN_IN_FAILED, refusal("Samir", TestStaff.PASSWORD, code));
    clock.advance(Duration.ofSeconds(30));
    assertEquals(ProblemType.SIGN_IN_FAILED, refusal("Samir", TestStaff.PASSWORD, code));
    staff.signIn(samir);
  }

  @Test
  void anEarlierCodeDoesNotWorkAfterALaterOne() {
    TestStaff.Person samir = staff.person("Samir", Role.FACILITATOR);
    String earlier = staff.code(samir);
    clock.advance(Duration.ofSeconds(30));
    staff.signIn(samir);
    assertEquals(ProblemType.SIGN_IN_FAILED, refusal("Samir", TestStaff.PASSWORD, earlier));
  }

  /** Two processes; the delay would let only a few of them get as far as the code. */
  @Test
  void aCodeUsed64TimesAtOnceWorksOnce() throws Exception {
    TestStaff.Person samir = staff.person("Samir", Role.FACILITATOR);
    String hash =
        people
            .reader()
            .withExtension(StaffDao.class, dao -> dao.ofName("Samir"))
            .orElseThrow()
            .passwordHash();
    long step = Totp.step(clock.instant());
    try (Database other = Database.open("people", url)) {
      assertEquals(
          1,
          atOnce(
              64,
              number ->
                  (number % 2 == 0 ? people : other)
                          .writer()
                          .withExtension(
                              StaffDao.class,
                              dao -> dao.useStep(samir.caller().staffId(), hash, step))
                      == 1));
    }
  }

  @Test
  void aSignInSent64TimesAtOnceSucceedsOnce() throws Exception {
    TestStaff.Person samir = staff.person("Samir", Role.FACILITATOR);
    String code = staff.code(samir);
    try (Database other = Database.open("people", url)) {
      TestStaff twin = new TestStaff(other, clock);
      int signedIn =
          atOnce(
              64,
              number -> {
                try {
                  (number % 2 == 0 ? staff : twin)
                      .service.signIn("Samir", TestStaff.PASSWORD, code);
                  return true;
                } catch (ProblemException e) {
                  return false;
                }
              });
      assertEquals(1, signedIn);
    }
  }

  private interface Try {
    boolean succeeds(int number) throws Exception;
  }

  private static int atOnce(int threads, Try each) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        all.add(() -> each.succeeds(number));
      }
      int succeeded = 0;
      for (Future<Boolean> result : pool.invokeAll(all)) {
        succeeded += result.get() ? 1 : 0;
      }
      return succeeded;
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void tenThousandGuessesChangeNothingForTheOwnerButADelay() {
    TestStaff.Person samir = staff.person("Samir", Role.FACILITATOR);
    String open = staff.signIn(samir).token();
    int judged = 0;
    for (int i = 0; i < 10_000; i++) {
      ProblemException refused =
          assertThrows(
              ProblemException.class, () -> staff.service.signIn("Samir", WRONG, "000000"));
      if (refused.type() == ProblemType.SIGN_IN_FAILED) {
        judged++;
      } else {
        assertEquals(ProblemType.TOO_MANY_REQUESTS, refused.type());
      }
      if (i % 100 == 99) {
        clock.advance(Duration.ofSeconds(1));
      }
    }
    // 100 seconds: five at once, then after 1, 2, 4, 8, 16, 32 seconds, and then one a minute.
    assertTrue(judged >= 8 && judged <= 12, judged + " of 10,000 guesses were judged");
    assertTrue(staff.service.authenticate(open).isPresent(), "who is in stays in");

    clock.advance(Duration.ofSeconds(60));
    staff.signIn(samir);
    // And the next mistake is free again.
    assertEquals(ProblemType.SIGN_IN_FAILED, refusal("Samir", WRONG, "000000"));
    clock.advance(Duration.ofSeconds(30));
    staff.signIn(samir);
  }

  @Test
  void anUnknownNameIsDelayedExactlyAsAKnownOne() {
    staff.person("Samir", Role.FACILITATOR);
    for (int i = 0; i < 40; i++) {
      assertEquals(refusal("Samir", WRONG, "000000"), refusal("Ruud", WRONG, "000000"));
      clock.advance(Duration.ofSeconds(i % 7));
    }
    assertEquals(2, count("SELECT COUNT(*) FROM sign_in_delay"));
  }

  @Test
  void anotherWayToWriteANameIsNoWayAroundTheDelay() {
    for (int i = 0; i < SignInDelays.FREE_FAILURES; i++) {
      refusal("Samir", WRONG, "000000");
    }
    for (String name : List.of("samir", " SAMIR ", "Ｓamir")) {
      assertEquals(ProblemType.TOO_MANY_REQUESTS, refusal(name, WRONG, "000000"), name);
    }
  }

  @Test
  void manyGuessesAtOnceAreNoMoreThanManyOneAfterTheOther() throws Exception {
    staff.person("Samir", Role.FACILITATOR);
    try (Database other = Database.open("people", url)) {
      TestStaff twin = new TestStaff(other, clock);
      int judged =
          atOnce(
              32,
              number ->
                  assertThrows(
                              ProblemException.class,
                              () ->
                                  (number % 2 == 0 ? staff : twin)
                                      .service.signIn("Samir", WRONG, "000000"))
                          .type()
                      == ProblemType.SIGN_IN_FAILED);
      assertEquals(SignInDelays.FREE_FAILURES, judged);
    }
  }

  @Test
  void aClockThatGoesBackLocksNobodyOut() {
    TestStaff.Person samir = staff.person("Samir", Role.FACILITATOR);
    for (int i = 0; i < SignInDelays.FREE_FAILURES; i++) {
      refusal("Samir", WRONG, "000000");
    }
    clock.moveTo("2026-11-20T12:00:00Z");
    staff.signIn(samir);
  }

  @Test
  void namesThatWereTypedAreNotKeptAndForgottenAfterADay() {
    refusal("het wachtwoord zelf", WRONG, "000000");
    byte[] hash =
        people
            .reader()
            .withHandle(
                h ->
                    h.createQuery("SELECT name_hash FROM sign_in_delay").mapTo(byte[].class).one());
    assertEquals(32, hash.length);
    clock.advance(Duration.ofHours(23));
    staff.service.deleteExpired();
    assertEquals(1, count("SELECT COUNT(*) FROM sign_in_delay"));
    clock.advance(Duration.ofHours(2));
    staff.service.deleteExpired();
    assertEquals(0, count("SELECT COUNT(*) FROM sign_in_delay"));
  }

  @Test
  void whenVeryManyNamesWereTypedTheOldestAreForgotten() {
    for (int i = 0; i < 10; i++) {
      int seconds = i;
      people
          .writer()
          .useHandle(
              h ->
                  h.execute(
                      "INSERT INTO sign_in_delay (name_hash, failures, free_at) VALUES (?, 1, ?)",
                      new byte[] {(byte) seconds},
                      seconds));
    }
    people.writer().useExtension(SignInDelayDao.class, dao -> dao.deleteAllBut(4));
    assertEquals(4, count("SELECT COUNT(*) FROM sign_in_delay"));
    assertEquals(6, count("SELECT MIN(free_at) FROM sign_in_delay"));
    people.writer().useExtension(SignInDelayDao.class, dao -> dao.deleteAllBut(4));
    assertEquals(4, count("SELECT COUNT(*) FROM sign_in_delay"));
  }

  /**
   * Samples of both in random order, compared by rank (Mann–Whitney): half of the pairs have the
   * known name slower. Without the hash of nobody it is all of them.
   */
  @Test
  void anUnknownNameTakesAsLongAsAKnownOne() {
    staff.person("Samir", Role.FACILITATOR);
    List<Long> known = new ArrayList<>();
    List<Long> unknown = new ArrayList<>();
    List<Boolean> order = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      order.add(i % 2 == 0);
    }
    Collections.shuffle(order, new Random(1));
    for (boolean isKnown : order) {
      clock.advance(SignInDelays.CAP.plusSeconds(1));
      long start = System.nanoTime();
      refusal(isKnown ? "Samir" : "Ruud", WRONG, "000000");
      (isKnown ? known : unknown).add(System.nanoTime() - start);
    }
    int slower = 0;
    for (long one : known) {
      for (long other : unknown) {
        slower += one > other ? 1 : 0;
      }
    }
    double share = slower / (double) (known.size() * unknown.size());
    // The standard deviation of the share, when there is no difference, is 0.075: four of them.
    assertTrue(share > 0.2 && share < 0.8, "a known name is slower in " + share + " of the pairs");
  }

  @Test
  void signingOutEverywhereEndsAllOfOnesOwnAtOnceAndNobodyElses() {
    TestStaff.Person samir = staff.person("Samir", Role.FACILITATOR);
    TestStaff.Person ruud = staff.person("Ruud", Role.FACILITATOR);
    String phone = staff.signIn(samir).token();
    clock.advance(Duration.ofSeconds(30));
    String laptop = staff.signIn(samir).token();
    String other = staff.signIn(ruud).token();
    staff.service.signOutEverywhere(samir.caller());
    assertFalse(staff.service.authenticate(phone).isPresent());
    assertFalse(staff.service.authenticate(laptop).isPresent());
    assertTrue(staff.service.authenticate(other).isPresent());
  }

  @Test
  void aNewPasswordNeedsTheOldOneAndACodeAndEndsTheOtherSignIns() {
    TestStaff.Person samir = staff.person("Samir", Role.FACILITATOR);
    String phone = staff.signIn(samir).token();
    clock.advance(Duration.ofSeconds(30));
    String laptop = staff.signIn(samir).token();
    clock.advance(Duration.ofSeconds(30));
    String fresh = "zeven rode tulpen";
    for (String[] bad :
        new String[][] {
          {WRONG, staff.code(samir), fresh},
          {TestStaff.PASSWORD, "000000", fresh},
          {TestStaff.PASSWORD, staff.code(samir), "passwordpassword"}
        }) {
      assertThrows(
          ProblemException.class,
          () -> staff.service.changePassword(samir.caller(), laptop, bad[0], bad[1], bad[2]));
    }
    assertTrue(staff.service.authenticate(phone).isPresent());
    staff.service.changePassword(
        samir.caller(), laptop, TestStaff.PASSWORD, staff.code(samir), fresh);
    assertFalse(staff.service.authenticate(phone).isPresent());
    assertTrue(staff.service.authenticate(laptop).isPresent());
    clock.advance(Duration.ofSeconds(30));
    assertEquals(
        ProblemType.SIGN_IN_FAILED, refusal("Samir", TestStaff.PASSWORD, staff.code(samir)));
    assertNotNull(staff.service.signIn("Samir", fresh, staff.code(samir)));
  }

  @Test
  void theTotpSecretIsInNoFormInTheDatabase() {
    TestStaff.Person samir = staff.person("Samir", Role.FACILITATOR);
    byte[] kept =
        people
            .reader()
            .withHandle(
                h -> h.createQuery("SELECT totp_secret FROM staff").mapTo(byte[].class).one());
    // Nonce, secret, tag.
    assertEquals(12 + 20 + 16, kept.length);
    assertEquals(-1, Collections.indexOfSubList(list(kept), list(samir.totpSecret())));
  }

  private static List<Byte> list(byte[] bytes) {
    List<Byte> list = new ArrayList<>();
    for (byte each : bytes) {
      list.add(each);
    }
    return list;
  }
}
