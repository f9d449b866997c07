package nl.kring.server.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.kring.client.Kring;
import nl.kring.client.checkin.CheckIn;
import nl.kring.model.checkin.TimeOut;
import nl.kring.model.membership.RecoveryCode;
import nl.kring.model.time.IsoWeek;
import nl.kring.server.app.TestServer;
import nl.kring.server.platform.db.RawFiles;
import nl.kring.server.platform.db.TestDatabases;
import org.bouncycastle.util.encoders.Hex;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is left of a membership in the raw files of both databases after it was left: nothing. */
class LeavingTest {
  private static final List<String> TABLES = List.of("membership", "recovery", "token_draw");

  private static Kring phone(TestServer server, String name) throws IOException {
    return Kring.builder(server.folder.resolve(name).toFile(), server.address)
        .clock(server.clock())
        .jitter(() -> 0)
        .build();
  }

  /** A member who drew, sent, has a recovery code, and whom another phone wants to follow. */
  private static Kring member(TestServer server) throws Exception {
    for (int i = 0; i < 4; i++) {
      server.join();
    }
    Kring phone = phone(server, "phone");
    phone.membership().join(server.joinCode());
    phone.sync();
    phone
        .checkIns()
        .record(
            CheckIn.builder(IsoWeek.at(TestServer.THURSDAY).monday())
                .tension(3)
                .urge(2)
                .timeOut(TimeOut.NOT_NEEDED)
                .build());
    phone.sync();
    RecoveryCode code = phone.membership().newRecoveryCode();
    phone.membership().confirmRecoveryCode(code.words());
    phone(server, "new").membership().recover(code.words());
    return phone;
  }

  /** Every value that only this membership has, in each form in which it could lie in a file. */
  private static Map<String, byte[]> traces(TestServer server, String id) {
    Map<String, byte[]> traces = new LinkedHashMap<>();
    for (String table : TABLES) {
      String column = table.equals("membership") ? "id" : "membership_id";
      server
          .app
          .people()
          .reader()
          .useHandle(
              handle ->
                  handle
                      .createQuery("SELECT * FROM " + table + " WHERE " + column + " = :id")
                      .bind("id", id)
                      .mapToMap()
                      .forEach(row -> row.forEach((name, value) -> add(traces, name, value))));
    }
    // The new phone's key, the code's hash, the id and the key, seven messages.
    assertEquals(11, traces.size(), traces.keySet().toString());
    return traces;
  }

  private static void add(Map<String, byte[]> traces, String column, Object value) {
    Set<String> notItsOwn =
        Set.of(
            "membership_id",
            "group_id",
            "joined_month",
            "last_draw_month",
            "asked_day",
            "scope",
            "token_key_id");
    if (!notItsOwn.contains(column)) {
      byte[] bytes =
          value instanceof byte[] raw
              ? raw
              : String.valueOf(value).getBytes(StandardCharsets.UTF_8);
      traces.put(column + " " + Hex.toHexString(bytes), bytes);
    }
  }

  /** The names of the traces that are in some file of either database. */
  private static List<String> found(TestServer server, Map<String, byte[]> traces)
      throws IOException {
    return RawFiles.found(
        server.folder.resolve("data"), List.of(server.app.people(), server.app.counts()), traces);
  }

  private static String one(Handle handle, String sql) {
    return handle.createQuery(sql).mapTo(String.class).one();
  }

  @ParameterizedTest
  @EnumSource
  void afterLeavingNothingOfTheMembershipIsInTheFilesOfEitherDatabase(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      Kring phone = member(server);
      Map<String, byte[]> traces = traces(server, phone.membership().current().membershipId());
      assertEquals(traces.size(), found(server, traces).size(), "the search finds what is there");
      phone.membership().leave();
      assertFalse(phone.membership().isLeaving());
      if (databases == TestDatabases.POSTGRESQL) {
        assertFalse(found(server, traces).isEmpty(), "until the tables are rewritten");
        server.app.people().forgetDeletedRows(TABLES);
      }
      assertEquals(List.of(), found(server, traces));
      assertEquals(4, server.app.memberships().count(server.groupId));
    }
  }

  @Test
  void whileAReaderHoldsTheLogLeavingDoesNotWaitAndUpkeepOverwritesItLater(@TempDir Path folder)
      throws Exception {
    try (TestServer server = new TestServer(TestDatabases.SQLITE, folder)) {
      Kring phone = member(server);
      Map<String, byte[]> traces = traces(server, phone.membership().current().membershipId());
      try (Handle reader = server.app.people().reader().open()) {
        reader.begin();
        one(reader, "SELECT COUNT(*) FROM membership");
        long before = System.nanoTime();
        phone.membership().leave();
        assertFalse(phone.membership().isLeaving());
        Duration took = Duration.ofNanos(System.nanoTime() - before);
        assertTrue(took.compareTo(Duration.ofSeconds(5)) < 0, "it took " + took);
        server.app.upkeep();
        assertFalse(found(server, traces).isEmpty(), "the reader still sees it");
        reader.rollback();
      }
      server.app.upkeep();
      assertEquals(List.of(), found(server, traces));
    }
  }

  @ParameterizedTest
  @EnumSource
  void afterRenewingAndAfterTwelveMonthsNothingIsLeftEither(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      Kring phone = member(server);
      Map<String, byte[]> traces = traces(server, phone.membership().current().membershipId());
      server.json(
          "POST",
          "/api/v1/groups/" + server.groupId + "/renewals",
          server.facilitatorToken(),
          Map.of("members", 5),
          204);
      server.app.people().forgetDeletedRows(TABLES);
      assertEquals(List.of(), found(server, traces));

      phone.membership().join(server.joinCode());
      final Map<String, byte[]> again = new LinkedHashMap<>();
      byte[] id = phone.membership().current().membershipId().getBytes(StandardCharsets.UTF_8);
      again.put("id", id);
      server.setClock(Instant.parse("2028-01-01T11:00:00Z"));
      server.app.upkeep();
      server.app.people().forgetDeletedRows(TABLES);
      assertEquals(List.of(), found(server, again));
    }
  }
}
