package nl.kring.server.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.kring.client.Kring;
import nl.kring.client.SyncReport;
import nl.kring.client.checkin.CheckIn;
import nl.kring.model.checkin.TimeOut;
import nl.kring.server.group.TestGroups;
import nl.kring.server.platform.db.TestDatabases;
import nl.kring.server.platform.security.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a hoster sees on the metrics' own port, while real phones use a real server. */
class MetricsTest {
  private static final Instant NOW = Instant.parse("2026-11-19T11:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  /** So many that slips are wanted. */
  private static final int MEMBERS = 5;

  private final HttpClient http = HttpClient.newHttpClient();

  private static Map<String, String> settings(TestDatabases databases, Path folder)
      throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    Map<String, String> environment = new HashMap<>();
    environment.put("KRING_DATA_DIR", data.toString());
    environment.put("KRING_PEOPLE_DATABASE_URL", databases.url(data, "people"));
    environment.put("KRING_COUNTS_DATABASE_URL", databases.url(data, "counts"));
    environment.put("KRING_PORT", Integer.toString(TestPorts.free()));
    environment.put("KRING_METRICS_PORT", "0");
    environment.put("KRING_DEVELOPMENT", "true");
    environment.put(
        "KRING_CLOCK_FILE",
        Files.writeString(folder.resolve("clock.txt"), NOW.toString()).toString());
    return environment;
  }

  private static String open(App app) {
    return TestGroups.open(
        app.people(),
        app.groups(),
        TestGroups.men(app.providers().create("Stichting Test"), "Woensdaggroep"));
  }

  private HttpResponse<String> send(String method, String url) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(url))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private String scrape(App app) throws Exception {
    HttpResponse<String> answer =
        send("GET", "http://127.0.0.1:" + app.metricsPort().orElseThrow() + "/metrics");
    assertEquals(200, answer.statusCode());
    return answer.body();
  }

  /** What must not move; memory, time and the disk do, whoever does what. */
  private static String still(String scrape) {
    return scrape
        .lines()
        .filter(line -> !line.matches("(# [A-Z]+ )?(jvm_|process_uptime|kring_disk_free).*"))
        .collect(Collectors.joining("\n"));
  }

  /** Every name with its labels, without the values; a collection of garbage may come between. */
  private static List<String> names(String scrape) {
    return scrape
        .lines()
        .filter(line -> !line.startsWith("#") && !line.startsWith("jvm_gc_"))
        .map(line -> line.replaceFirst(" \\S+$", ""))
        .toList();
  }

  private static Kring join(App app, String address, String group, Path folder) throws Exception {
    String inviter =
        app.staff()
            .create(
                folder.getFileName().toString(),
                Role.ADMINISTRATOR,
                null,
                null,
                "een lang wachtwoord");
    Kring kring = Kring.builder(folder.toFile(), address).clock(CLOCK).build();
    kring.membership().join(app.memberships().newJoinCode(group, inviter).joinCode().words());
    return kring;
  }

  @ParameterizedTest
  @EnumSource
  void nothingMovesWhenAParticipantJoinsDrawsAndChecksIn(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    Map<String, String> environment = settings(databases, folder);
    try (App app = new App(AppConfig.of(environment))) {
      String group = open(app);
      app.start();
      String address = "http://127.0.0.1:" + app.port();
      for (int i = 0; i < MEMBERS; i++) {
        join(app, address, group, folder.resolve("phone" + i));
      }
      String before = scrape(app);
      Kring kring = join(app, address, group, folder.resolve("phone"));
      kring
          .checkIns()
          .record(
              CheckIn.builder(LocalDate.of(2026, 11, 19))
                  .tension(3)
                  .urge(2)
                  .timeOut(TimeOut.NOT_NEEDED)
                  .build());
      SyncReport drawn = kring.sync();
      SyncReport sent = kring.sync();
      assertTrue(drawn.drawn() > 0, "it drew");
      assertEquals(1, drawn.sent() + sent.sent(), "its slip was counted");
      assertEquals(401, send("GET", address + "/api/v1/memberships/me/export").statusCode());
      String after = scrape(app);
      assertEquals(still(before), still(after));
      assertEquals(names(before), names(after));
      assertFalse(after.contains(group), "no id of a group");
      assertFalse(after.contains("check-ins"), "no path");
      assertFalse(after.contains("127.0.0.1"), "no address");
    }
  }

  private static void takeAway(App app, String table) {
    app.people()
        .writer()
        .useHandle(handle -> handle.execute("ALTER TABLE " + table + " RENAME TO away_" + table));
  }

  @Test
  void onlyTheirOwnPortShowsThemAndOnlyOnThisMachine(@TempDir Path folder) throws Exception {
    try (App app = new App(AppConfig.of(settings(TestDatabases.SQLITE, folder))).start()) {
      int metricsPort = app.metricsPort().orElseThrow();
      String own = "http://127.0.0.1:" + metricsPort;
      assertEquals(404, send("GET", "http://127.0.0.1:" + app.port() + "/metrics").statusCode());
      HttpResponse<String> answer = send("GET", own + "/metrics");
      assertTrue(
          answer.headers().firstValue("Content-Type").orElseThrow().contains("version=0.0.4"));
      assertTrue(answer.body().contains("kring_info{version=\"" + Main.VERSION + "\"} 1"));
      for (String path : List.of("/", "/health/live", "/staff", "/metrics/x")) {
        assertEquals(404, send("GET", own + path).statusCode(), path);
      }
      assertEquals(405, send("POST", own + "/metrics").statusCode());
      for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
        for (InetAddress address : each.inetAddresses().toList()) {
          if (!address.isLoopbackAddress()) {
            assertThrows(IOException.class, () -> new Socket(address, metricsPort).close());
          }
        }
      }
    }
  }

  @Test
  void aJobThatFailsIsCountedAndOneThatSucceedsSaysWhen(@TempDir Path folder) throws Exception {
    try (App app = new App(AppConfig.of(settings(TestDatabases.SQLITE, folder))).start()) {
      assertTrue(
          scrape(app)
              .contains("kring_job_last_success_timestamp_seconds{job=\"upkeep\"} 1.795086E9"),
          scrape(app));
      takeAway(app, "join_code");
      long end = System.nanoTime() + 20_000_000_000L;
      while (!scrape(app).matches("(?s).*kring_job_failures_total\\{job=\"upkeep\"} [1-9].*")) {
        assertTrue(System.nanoTime() < end, "the failure is counted");
        Thread.sleep(100);
      }
    }
  }

  @Test
  void anErrorOfTheStaffsRoutesIsCountedAndOneOfOthersIsNot(@TempDir Path folder) throws Exception {
    Map<String, String> environment = settings(TestDatabases.SQLITE, folder);
    try (App app = new App(AppConfig.of(environment)).start()) {
      String address = "http://127.0.0.1:" + app.port();
      app.staff().create("Bram", Role.ADMINISTRATOR, null, null, "een lang wachtwoord");
      HttpResponse<String> signedIn =
          http.send(
              HttpRequest.newBuilder(URI.create(address + "/api/v1/staff-sign-ins"))
                  .header("Content-Type", "application/json")
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          "{\"name\":\"Bram\",\"password\":\"een lang wachtwoord\"}"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      String token = signedIn.body().replaceFirst("(?s).*\"token\"\\s*:\\s*\"([^\"]+)\".*", "$1");
      takeAway(app, "audit_event");
      takeAway(app, "support_group");
      assertEquals(500, send("GET", address + "/api/v1/groups").statusCode());
      assertTrue(scrape(app).contains("kring_staff_errors_total 0.0"), scrape(app));
      HttpResponse<String> failed =
          http.send(
              HttpRequest.newBuilder(URI.create(address + "/staff/audit"))
                  .header("Authorization", "Bearer " + token)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertEquals(500, failed.statusCode());
      assertTrue(scrape(app).contains("kring_staff_errors_total 1.0"), scrape(app));
    }
  }
}
