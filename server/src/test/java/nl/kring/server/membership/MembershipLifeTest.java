package nl.kring.server.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.kring.client.Kring;
import nl.kring.client.ProblemException;
import nl.kring.client.SyncNotice;
import nl.kring.client.SyncNotice.Kind;
import nl.kring.client.SyncReport;
import nl.kring.client.checkin.CheckIn;
import nl.kring.model.checkin.TimeOut;
import nl.kring.model.membership.MembershipExport;
import nl.kring.model.membership.RecoveryCode;
import nl.kring.model.problem.ProblemType;
import nl.kring.model.time.IsoWeek;
import nl.kring.server.app.TestServer;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.db.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A membership from its beginning to its end, through the SDK on real phones. */
class MembershipLifeTest {
  private static final IsoWeek WEEK = IsoWeek.at(TestServer.THURSDAY);
  private static final LocalDate MONDAY = WEEK.monday();

  /** 04:00 on the second day after Thursday 19 November. */
  private static final Instant TAKES_EFFECT = Instant.parse("2026-11-21T03:00:00Z");

  private static Kring phone(TestServer server, String name) throws IOException {
    return Kring.builder(server.folder.resolve(name).toFile(), server.address)
        .clock(server.clock())
        .jitter(() -> 0)
        .build();
  }

  /** A phone in a group that is large enough for slips. */
  private static Kring member(TestServer server, String name) throws Exception {
    for (int i = 0; i < 4; i++) {
      server.join();
    }
    Kring phone = phone(server, name);
    phone.membership().join(server.joinCode());
    phone.sync();
    return phone;
  }

  private static String code(Kring phone) throws IOException {
    RecoveryCode code = phone.membership().newRecoveryCode();
    phone.membership().confirmRecoveryCode(code.words());
    return code.words();
  }

  private static CheckIn checkIn(LocalDate day) {
    return CheckIn.builder(day).tension(3).urge(2).timeOut(TimeOut.NOT_NEEDED).build();
  }

  private static List<Kind> kinds(SyncReport report) {
    return report.notices().stream().map(SyncNotice::kind).toList();
  }

  /** How many slips of this day the server counted. */
  private static long people(TestServer server, LocalDate day) {
    return number(
        server.app.counts(),
        "SELECT COALESCE(SUM(people), 0) FROM pulse_day WHERE day = '" + day + "'");
  }

  private static long number(Database database, String sql) {
    return database.reader().withHandle(h -> h.createQuery(sql).mapTo(long.class).one());
  }

  @ParameterizedTest
  @EnumSource
  void aRecoveryMovesTheMembershipAndNothingIsCountedTwice(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      Kring old = member(server, "old");
      String id = old.membership().current().membershipId();
      old.checkIns().record(checkIn(MONDAY));
      old.sync();
      assertEquals(1, people(server, MONDAY));
      final String code = code(old);

      Kring fresh = phone(server, "new");
      assertEquals(TAKES_EFFECT, fresh.membership().recover(code).takesEffectAt());
      assertEquals(1, old.sync().notices(Kind.RECOVERY_PENDING).size());
      assertEquals(LocalDate.parse("2026-11-19"), old.membership().pendingRecovery().askedOn());
      server.setClock(TAKES_EFFECT.minusSeconds(1));
      assertEquals(TAKES_EFFECT, fresh.membership().recover(code).takesEffectAt());
      assertTrue(old.sync().notices(Kind.MEMBERSHIP_MOVED).isEmpty());

      server.setClock(TAKES_EFFECT);
      assertEquals(1, old.sync().notices(Kind.MEMBERSHIP_MOVED).size());
      assertThrows(ProblemException.class, () -> old.membership().refuseRecovery());
      var report = fresh.sync();
      assertEquals(1, report.notices(Kind.RECOVERED).size());
      assertEquals(id, fresh.membership().current().membershipId());
      assertFalse(fresh.membership().hasRecoveryCode(), "it is used up");
      assertEquals(
          WEEK, fresh.sync().notices(Kind.DRAWN_ELSEWHERE).get(0).week(), "the old phone's tokens");
      // A new phone has no mark of what the old one sent; it has no token of that week either.
      fresh.checkIns().record(checkIn(MONDAY));
      fresh.sync();
      assertEquals(1, people(server, MONDAY));

      // The old phone may have drawn the next week ahead; the one after it is certainly new.
      LocalDate later = MONDAY.plusDays(14);
      server.setClock(later.atTime(12, 0).atZone(IsoWeek.ZONE).toInstant());
      server.app.upkeep();
      fresh.sync();
      fresh.checkIns().record(checkIn(later));
      fresh.sync();
      assertEquals(List.of(Kind.MEMBERSHIP_MOVED), kinds(old.sync()));
      assertEquals(1, people(server, later));
      assertEquals(5, number(server.app.people(), "SELECT COUNT(*) FROM membership"));
      assertEquals(0, number(server.app.people(), "SELECT COUNT(*) FROM recovery"));
      // The membership goes on: it can have a new code.
      code(fresh);
      assertTrue(fresh.membership().hasRecoveryCode());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRefusedRecoveryLeavesTheMembershipWhereItIsAndItsCodeIsVoid(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      Kring old = member(server, "old");
      String code = code(old);
      Kring fresh = phone(server, "new");
      fresh.membership().recover(code);
      Kring third = phone(server, "third");
      assertEquals(
          ProblemType.RECOVERY_PENDING,
          assertThrows(ProblemException.class, () -> third.membership().recover(code)).type());
      old.sync();
      assertEquals(
          ProblemType.RECOVERY_PENDING,
          assertThrows(ProblemException.class, () -> code(old)).type(),
          "a new code does not replace one that somebody asked with");
      old.membership().refuseRecovery();
      assertNull(old.membership().pendingRecovery());
      assertTrue(old.sync().notices().isEmpty());
      server.setClock(TAKES_EFFECT);
      assertEquals(
          ProblemType.RECOVERY_CODE_UNKNOWN,
          fresh.sync().notices(Kind.RECOVERY_REFUSED).get(0).problem());
      assertEquals(
          ProblemType.RECOVERY_CODE_UNKNOWN,
          assertThrows(ProblemException.class, () -> third.membership().recover(code)).type());
      assertTrue(old.sync().notices().isEmpty());
      code(old);
      fresh.membership().join(server.joinCode());
    }
  }

  @ParameterizedTest
  @EnumSource
  void leavingAndRenewingEndAPendingRecovery(TestDatabases databases, @TempDir Path folder)
      throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      for (boolean isRenewal : List.of(false, true)) {
        Kring old = phone(server, "old-" + isRenewal);
        old.membership().join(server.joinCode());
        Kring fresh = phone(server, "new-" + isRenewal);
        String code = code(old);
        fresh.membership().recover(code);
        if (isRenewal) {
          renew(server, 1);
        } else {
          old.membership().leave();
        }
        assertEquals(0, number(server.app.people(), "SELECT COUNT(*) FROM recovery"));
        assertEquals(
            ProblemType.RECOVERY_CODE_UNKNOWN,
            assertThrows(ProblemException.class, () -> fresh.membership().recover(code)).type());
        server.setClock(TAKES_EFFECT);
        assertEquals(1, fresh.sync().notices(Kind.RECOVERY_REFUSED).size());
        server.setClock(TestServer.THURSDAY);
      }
    }
  }

  private static void renew(TestServer server, int members) throws Exception {
    server.json(
        "POST",
        "/api/v1/groups/" + server.groupId + "/renewals",
        server.facilitatorToken(),
        Map.of("members", members),
        204);
  }

  @ParameterizedTest
  @EnumSource
  void afterARenewalEverybodyComesBackWithAFreshCodeAndNoDayCountsTwice(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      Kring phone = member(server, "phone");
      String first = phone.membership().current().membershipId();
      phone.checkIns().record(checkIn(MONDAY));
      phone.sync();
      assertEquals(1, people(server, MONDAY));
      String unused = server.joinCode();
      server.json(
          "POST",
          "/api/v1/groups/" + server.groupId + "/renewals",
          server.facilitatorToken(),
          Map.of("members", 4),
          409);
      assertEquals(
          5, server.app.memberships().count(server.groupId), "a wrong number ends nothing");
      assertTrue(phone.sync().notices().isEmpty());

      renew(server, 5);
      assertEquals(0, server.app.memberships().count(server.groupId));
      assertEquals(0, number(server.app.people(), "SELECT COUNT(*) FROM token_draw"));
      var act = server.app.audit().before(Long.MAX_VALUE, 1).get(0);
      assertEquals("group-renewed", act.act());
      assertEquals(server.staffId, act.actorId());
      assertEquals(1, phone.sync().notices(Kind.MEMBERSHIP_REFUSED).size());
      assertEquals(1, phone.checkIns().history().size(), "check-ins stay");
      assertEquals(
          ProblemType.JOIN_CODE_UNKNOWN,
          assertThrows(ProblemException.class, () -> phone.membership().join(unused)).type());

      for (int i = 0; i < 4; i++) {
        server.join();
      }
      phone.membership().join(server.joinCode());
      assertFalse(first.equals(phone.membership().current().membershipId()));
      phone.checkIns().record(checkIn(MONDAY));
      phone.checkIns().record(checkIn(MONDAY.plusDays(1)));
      phone.sync();
      phone.sync();
      assertEquals(1, people(server, MONDAY));
      assertEquals(1, people(server, MONDAY.plusDays(1)), "with a token it already had");
      assertEquals(7, phone.journal().drawn(), "the week was drawn before, and is not drawn again");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theExportIsEverythingThatIsHeldAndNamesNoGroup(TestDatabases databases, @TempDir Path folder)
      throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      Kring phone = member(server, "phone");
      phone(server, "new").membership().recover(code(phone));
      String id = phone.membership().current().membershipId();
      MembershipExport export = phone.membership().exportFromServer();
      String text = export.text();
      for (String line : text.split("\n")) {
        assertTrue(line.contains("bewijst niets"), line);
      }
      assertFalse(text.contains("Woensdaggroep"));
      Map<String, List<String>> held = new HashMap<>();
      export.items().forEach(item -> held.put(item.name(), item.values()));
      assertEquals(List.of(id), held.get("membershipId"));
      assertEquals(List.of(server.groupId), held.get("groupId"));
      assertEquals(List.of("2026-11"), held.get("joinedMonth"));
      assertEquals(List.of("2026-11-19"), held.get("recoveryAskedDay"));
      assertEquals(1, held.get("recoveryCodeHash").size());
      assertEquals(7, held.get("tokenDraws").size());
      // Each column of each row that belongs to this membership is in it.
      for (String table :
          List.of(
              "membership WHERE id",
              "recovery WHERE membership_id",
              "token_draw WHERE membership_id")) {
        server
            .app
            .people()
            .reader()
            .useHandle(
                handle ->
                    handle
                        .createQuery("SELECT * FROM " + table + " = :id")
                        .bind("id", id)
                        .mapToMap()
                        .forEach(
                            row ->
                                row.forEach(
                                    (column, value) ->
                                        assertTrue(
                                            text.contains(shown(value)), table + " " + column))));
      }
    }
  }

  private static String shown(Object value) {
    return value instanceof byte[] bytes
        ? Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)
        : String.valueOf(value);
  }

  @ParameterizedTest
  @EnumSource
  void aMembershipEndsAfterTwelveWholeMonthsWithoutADraw(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      Kring phone = phone(server, "phone");
      phone.membership().join(server.joinCode());
      phone.sync();
      Kring active = phone(server, "active");
      active.membership().join(server.joinCode());
      server.setClock(Instant.parse("2026-12-15T11:00:00Z"));
      server.app.upkeep();
      active.sync();
      server.setClock(Instant.parse("2027-11-30T22:59:59Z"));
      server.app.upkeep();
      assertEquals(2, server.app.memberships().count(server.groupId));
      server.setClock(Instant.parse("2027-11-30T23:00:00Z"));
      server.app.upkeep();
      assertEquals(1, server.app.memberships().count(server.groupId), "it drew in November 2026");
      assertEquals(1, phone.sync().notices(Kind.MEMBERSHIP_REFUSED).size());
      server.setClock(Instant.parse("2027-12-31T23:00:00Z"));
      server.app.upkeep();
      assertEquals(0, server.app.memberships().count(server.groupId));
      assertNotNull(phone.membership().current(), "its phone keeps what is its own");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRecoveryTakesEffectWithoutItsNewPhone(TestDatabases databases, @TempDir Path folder)
      throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      Kring old = phone(server, "old");
      old.membership().join(server.joinCode());
      old.sync();
      Kring fresh = phone(server, "new");
      fresh.membership().recover(code(old));
      old.sync();
      server.setClock(TAKES_EFFECT.plus(Duration.ofDays(3)));
      server.app.upkeep();
      assertEquals(0, number(server.app.people(), "SELECT COUNT(*) FROM recovery"));
      assertEquals(1, old.sync().notices(Kind.MEMBERSHIP_MOVED).size());
      assertEquals(1, fresh.sync().notices(Kind.RECOVERED).size());
    }
  }
}
