package nl.kring.server.platform.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import nl.kring.server.platform.MovableClock;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.db.TestDatabases;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class AuditTrailTest {
  private final String url;
  @AutoClose private final Database people;
  private final MovableClock clock = new MovableClock("2026-11-24T12:00:00.5Z");
  private final AuditTrail trail;

  AuditTrailTest(TestDatabases databases) {
    url = databases.url("people");
    people = Database.open("people", url);
    trail = new AuditTrail(people, clock);
    for (String id : List.of("samir", "coby")) {
      execute(
          "INSERT INTO staff (id, name, role, password_hash) VALUES ('%s', '%s', 'X', '')"
              .formatted(id, id));
    }
  }

  private void execute(String sql) {
    people.writer().useHandle(handle -> handle.execute(sql));
  }

  private void append(Act act, String actorId, String subjectId) {
    people.writer().useTransaction(handle -> trail.append(handle, act, actorId, subjectId, null));
  }

  private void fiveEvents() {
    append(Act.INVITED, "coby", null);
    append(Act.INVITATION_ACCEPTED, "samir", "coby");
    append(Act.SIGNED_IN, "samir", null);
    append(Act.SIGNED_IN, "coby", null);
    append(Act.ACCESS_ENDED, "coby", "samir");
  }

  /** As somebody would who has the database's password. */
  private void tamper(String sql) {
    if (people.vendor() == Database.Vendor.SQLITE) {
      execute("DROP TRIGGER IF EXISTS audit_event_is_not_changed");
      execute("DROP TRIGGER IF EXISTS audit_event_stays");
    } else {
      execute("ALTER TABLE audit_event DISABLE TRIGGER ALL");
    }
    execute(sql);
  }

  @Test
  void whatWasDoneIsReadNewestFirst() {
    fiveEvents();
    List<AuditEvent> events = trail.before(Long.MAX_VALUE, 3);
    assertEquals(
        new AuditEvent(5, "coby", "2026-11-24T12:00:00Z", "access-ended", "samir", null, 1),
        events.get(0));
    assertEquals(List.of(5L, 4L, 3L), events.stream().map(AuditEvent::number).toList());
    assertEquals(List.of(2L, 1L), trail.before(3, 100).stream().map(AuditEvent::number).toList());
    assertEquals(OptionalLong.empty(), trail.firstBroken());
  }

  @Test
  void anActThatDidNotHappenIsNotInTheTrail() {
    assertThrows(
        IllegalStateException.class,
        () ->
            people
                .writer()
                .useTransaction(
                    handle -> {
                      trail.append(handle, Act.SIGNED_IN, "samir", null, null);
                      throw new IllegalStateException("the act itself failed");
                    }));
    fiveEvents();
    assertEquals(5, trail.before(Long.MAX_VALUE, 100).get(0).number());
    assertEquals(OptionalLong.empty(), trail.firstBroken());
  }

  @Test
  void theDatabaseRefusesToChangeOrDeleteAnEvent() {
    fiveEvents();
    for (String sql :
        List.of(
            "UPDATE audit_event SET act = 'signed-in' WHERE number = 5",
            "UPDATE audit_event SET actor_id = 'samir' WHERE number = 5",
            "UPDATE audit_event SET hash = content_hash WHERE number = 5",
            "UPDATE audit_event SET number = 6 WHERE number = 5",
            "UPDATE audit_event SET moment = NULL, act = NULL, subject_id = NULL,"
                + " group_id = NULL, times = NULL, salt = NULL WHERE number = 5",
            "DELETE FROM audit_event WHERE number = 5",
            "DELETE FROM audit_event")) {
      assertThrows(JdbiException.class, () -> execute(sql), sql);
    }
    assertThrows(
        JdbiException.class,
        () -> people.writer().useTransaction(handle -> trail.forget(handle, "samir")));
    assertEquals(OptionalLong.empty(), trail.firstBroken());
  }

  @Test
  void aRowThatWasChangedByHandIsNamed() {
    for (String column : List.of("moment", "act", "subject_id", "group_id", "actor_id")) {
      fiveEvents();
      long number = trail.before(Long.MAX_VALUE, 1).get(0).number() - 2;
      String before =
          people
              .reader()
              .withHandle(
                  h ->
                      h.createQuery(
                              "SELECT " + column + " FROM audit_event WHERE number = " + number)
                          .mapTo(String.class)
                          .one());
      tamper("UPDATE audit_event SET " + column + " = 'x' WHERE number = " + number);
      assertEquals(OptionalLong.of(number), trail.firstBroken(), column);
      tamper("UPDATE audit_event SET " + column + " = '" + before + "' WHERE number = " + number);
      assertEquals(OptionalLong.empty(), trail.firstBroken(), column);
    }
  }

  @Test
  void aRowThatWasTakenOutIsNamedTheLastOneToo() {
    fiveEvents();
    tamper("DELETE FROM audit_event WHERE number = 5");
    assertEquals(OptionalLong.of(5), trail.firstBroken());
    tamper("DELETE FROM audit_event WHERE number = 2");
    assertEquals(OptionalLong.of(2), trail.firstBroken());
  }

  @Test
  void rowsThatChangedPlacesAreNamed() {
    fiveEvents();
    tamper("UPDATE audit_event SET number = 30 WHERE number = 3");
    tamper("UPDATE audit_event SET number = 3 WHERE number = 4");
    tamper("UPDATE audit_event SET number = 4 WHERE number = 30");
    assertEquals(OptionalLong.of(3), trail.firstBroken());
  }

  @Test
  void aRowThatWasEmptiedWhileItsActorIsThereIsNamed() {
    fiveEvents();
    tamper(
        "UPDATE audit_event SET moment = NULL, act = NULL, subject_id = NULL, group_id = NULL,"
            + " times = NULL, salt = NULL WHERE number = 4");
    assertEquals(OptionalLong.of(4), trail.firstBroken());
  }

  @Test
  void whatSomebodyDidIsForgottenWithTheAccountAndTheChainHolds() {
    fiveEvents();
    people
        .writer()
        .useTransaction(
            handle -> {
              handle.execute("DELETE FROM staff WHERE id = 'samir'");
              trail.forget(handle, "samir");
            });
    assertEquals(OptionalLong.empty(), trail.firstBroken());
    assertEquals(
        new AuditEvent(3, "samir", null, null, null, null, null), trail.before(4, 1).get(0));
    append(Act.SIGNED_IN, "coby", null);
    assertEquals(OptionalLong.empty(), trail.firstBroken());
  }

  @Test
  void manyAtOnceInTwoProcessesMakeOneChainWithoutAGap() throws Exception {
    try (Database other = Database.open("people", url)) {
      AuditTrail twin = new AuditTrail(other, clock);
      ExecutorService pool = Executors.newFixedThreadPool(8);
      List<Callable<Void>> all = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        Database database = i % 2 == 0 ? people : other;
        AuditTrail one = i % 2 == 0 ? trail : twin;
        all.add(
            () -> {
              database
                  .writer()
                  .useTransaction(handle -> one.append(handle, Act.SIGNED_IN, "samir", null, null));
              return null;
            });
      }
      for (Future<Void> each : pool.invokeAll(all)) {
        each.get();
      }
      pool.shutdown();
    }
    assertEquals(
        LongStream.rangeClosed(1, 64).boxed().toList(),
        trail.before(Long.MAX_VALUE, 100).stream().map(AuditEvent::number).sorted().toList());
    assertEquals(OptionalLong.empty(), trail.firstBroken());
  }

  @Test
  void joinCodesAreCountedAndJoinTheTrailWhenTheirDayIsOver() {
    for (int i = 0; i < 3; i++) {
      people
          .writer()
          .useTransaction(handle -> trail.count(handle, Act.JOIN_CODES_MADE, "samir", "a group"));
      append(Act.SIGNED_IN, "coby", null);
      clock.advance(Duration.ofMinutes(7));
    }
    trail.closeDays();
    assertTrue(
        trail.before(Long.MAX_VALUE, 100).stream().allMatch(e -> "signed-in".equals(e.act())),
        "nothing of today: its place would tell when");

    clock.moveTo("2026-11-25T00:00:00Z");
    append(Act.SIGNED_IN, "coby", null);
    trail.closeDays();
    trail.closeDays();
    assertEquals(
        new AuditEvent(5, "samir", "2026-11-24", "join-codes-made", null, "a group", 3),
        trail.before(Long.MAX_VALUE, 1).get(0));
    assertEquals(OptionalLong.empty(), trail.firstBroken());
  }
}
