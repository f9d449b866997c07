package nl.kring.server.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.db.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After a night the files hold neither what was deleted nor the order in which people came. */
class ForgettingTest {
  private static final Instant BEFORE_THE_NIGHT = Instant.parse("2026-11-20T02:59:00Z");
  private static final Instant AFTER_IT = Instant.parse("2026-11-20T03:01:00Z");

  private static List<String> ids(Database people, String order) {
    return people
        .reader()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT id FROM membership ORDER BY " + order)
                    .mapTo(String.class)
                    .list());
  }

  private static String one(Database people, String sql) {
    return people.reader().withHandle(handle -> handle.createQuery(sql).mapTo(String.class).one());
  }

  /** The table's own file, as a thief of the disk reads it. */
  private static String heap(Database people) throws Exception {
    people.writer().useHandle(handle -> handle.execute("CHECKPOINT"));
    Path file =
        Path.of(one(people, "SHOW data_directory"))
            .resolve(one(people, "SELECT pg_relation_filepath('membership')"));
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  @Test
  void onPostgresqlANightPutsMembershipsInTheOrderOfTheirKeysAndForgetsWhoLeft(@TempDir Path folder)
      throws Exception {
    try (TestServer server = new TestServer(TestDatabases.POSTGRESQL, folder)) {
      List<TestServer.Phone> phones = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        phones.add(server.join());
      }
      TestServer.Phone leaving = phones.get(3);
      server.json("DELETE", "/api/v1/memberships/me", leaving.accessToken(), null, 204);
      Database people = server.app.people();
      server.setClock(BEFORE_THE_NIGHT);
      server.app.upkeep();
      assertNotEquals(ids(people, "id"), ids(people, "ctid"), "by day they stand as they came");
      assertTrue(heap(people).contains(leaving.membershipId()));
      server.setClock(AFTER_IT);
      server.app.upkeep();
      assertEquals(7, ids(people, "id").size());
      assertEquals(ids(people, "id"), ids(people, "ctid"));
      assertFalse(heap(people).contains(leaving.membershipId()));
    }
  }

  @Test
  void onSqliteTheLogIsFoldedAwayAtEachRun(@TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(TestDatabases.SQLITE, folder)) {
      server.join();
      server.app.upkeep();
      try (var files = Files.list(folder.resolve("data"))) {
        for (Path log : files.filter(file -> file.toString().endsWith("-wal")).toList()) {
          assertEquals(0, Files.size(log), log.toString());
        }
      }
    }
  }
}
