package nl.kring.server.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nl.kring.model.checkin.Slip;
import nl.kring.model.checkin.TimeOut;
import nl.kring.model.time.IsoWeek;
import nl.kring.model.token.Token;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.db.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real processes that start on one PostgreSQL after it stood still for five weeks. */
class TwoProcessesTest {
  private static final IsoWeek W47 = IsoWeek.parse("2026-W47");

  @Test
  void eachWeekIsClosedOnceAndEachKeyMadeOnce(@TempDir Path folder) throws Exception {
    Map<String, String> environment;
    try (TestServer server = new TestServer(TestDatabases.POSTGRESQL, folder)) {
      for (int i = 0; i < 5; i++) {
        Token thursday = server.draw(server.join(), W47).get(3);
        byte[] body = new Slip(2, 4, TimeOut.USED).paddedBytes();
        Map<String, String> headers =
            Map.of("Authorization", thursday.headerValue(), "Content-Type", "application/json");
        assertEquals(204, server.send("POST", "/api/v1/check-ins", headers, body).statusCode());
      }
      environment = server.environment;
    }
    // Only now, or the server that is closing would do the work of the two.
    Files.writeString(
        folder.resolve("clock.txt"), TestServer.THURSDAY.plus(Duration.ofDays(35)).toString());
    List<Process> processes = new ArrayList<>();
    List<Integer> ports = List.of(TestPorts.free(), TestPorts.free());
    try {
      for (int port : ports) {
        Map<String, String> each = new HashMap<>(environment);
        each.put("KRING_PORT", Integer.toString(port));
        processes.add(
            KringProcess.of(each, "serve")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(port + ".log").toFile())
                .start());
      }
      for (int i = 0; i < 2; i++) {
        KringProcess.awaitReady(processes.get(i), "http://127.0.0.1:" + ports.get(i));
      }
      try (Database counts =
          Database.open("counts", environment.get("KRING_COUNTS_DATABASE_URL"))) {
        assertEquals(List.of("2026-W47", "2026-W48"), texts(counts, "week FROM closed_week"));
        assertEquals(
            List.of("2026-W52:7", "2026-W53:7"),
            texts(counts, "week || ':' || COUNT(*) FROM token_key WHERE week <> '' GROUP BY week"));
        assertEquals(
            List.of("2026-12", "2027-01"),
            texts(counts, "scope FROM token_key WHERE purpose = 'PARTICIPATION'"));
        assertEquals(
            List.of("2026-W52", "2026-W53"),
            texts(counts, "week FROM key_root WHERE leaf_hashes IS NOT NULL"));
        assertEquals(
            List.of("2026-W47 5 of 5"),
            texts(counts, "week || ' ' || tension_2 || ' of ' || urge_4 FROM pulse_week"));
        assertEquals(List.of(), texts(counts, "question FROM pulse_answer"));
      }
    } finally {
      for (Process process : processes) {
        process.destroy();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
      }
    }
    String logs = "";
    for (int port : ports) {
      logs += Files.readString(folder.resolve(port + ".log"));
    }
    for (String line :
        List.of("Week 2026-W47 is closed", "Week 2026-W48 is closed", "Week 2026-W52 has its")) {
      assertEquals(2, logs.split(line, -1).length, line + " once in\n" + logs);
    }
    assertTrue(!logs.contains("ERROR"), logs);
  }

  private static List<String> texts(Database database, String query) {
    return database
        .reader()
        .withHandle(
            handle ->
                handle.createQuery("SELECT " + query + " ORDER BY 1").mapTo(String.class).list());
  }
}
