package nl.kring.server.meeting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import nl.kring.server.app.TestServer;
import nl.kring.server.app.TestServer.Tagged;
import nl.kring.server.platform.AtOnce;
import nl.kring.server.platform.db.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Planning over HTTP, as a facilitator's own program does it. */
class PlanningRoutesTest {
  private static final Map<String, Object> TWO_WEEKLY =
      Map.of(
          "recurrence", "weekly",
          "every", 2,
          "firstDay", "2026-11-25",
          "startTime", "20:00",
          "durationMinutes", 90);

  private static Tagged ask(
      TestServer server, String method, String path, String token, String ifMatch, Object body)
      throws Exception {
    return server.ask(method, "/api/v1/groups/" + server.groupId + path, token, ifMatch, body);
  }

  private static String twoWeekly(TestServer server, String token) throws Exception {
    return ask(server, "POST", "/meeting-series", token, null, TWO_WEEKLY)
        .body()
        .get("seriesId")
        .asText();
  }

  private static List<String> meetings(TestServer server, String token, int count)
      throws Exception {
    List<String> lines = new ArrayList<>();
    for (JsonNode each :
        ask(server, "GET", "/meetings", token, null, null).body().get("meetings")) {
      lines.add(
          each.get("start").asText().substring(0, 16)
              + " "
              + each.get("status").asText()
              + " "
              + each.path("address").asText("-"));
    }
    return lines.subList(0, Math.min(count, lines.size()));
  }

  @ParameterizedTest
  @EnumSource
  void aYearIsPlannedWithAStopACancelledAndAMovedMeeting(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      String token = server.facilitatorToken();
      String series = twoWeekly(server, token);
      String path = "/meeting-series/" + series;
      Tagged planning = ask(server, "GET", "/planning", token, null, null);
      assertEquals(2, planning.body().at("/series/0/every").asInt());

      Tagged cancelled =
          ask(
              server,
              "PUT",
              path + "/meetings/2026-12-23",
              token,
              planning.etag(),
              Map.of("status", "cancelled"));
      assertEquals(200, cancelled.status());
      Tagged moved =
          ask(
              server,
              "PUT",
              path + "/meetings/2026-12-09",
              token,
              cancelled.etag(),
              Map.of(
                  "status", "changed",
                  "day", "2026-12-10",
                  "startTime", "19:30",
                  "durationMinutes", 60,
                  "address", "Pleinweg 4"));
      Tagged paused =
          ask(
              server,
              "POST",
              "/meeting-pauses",
              token,
              moved.etag(),
              Map.of(
                  "kind", "location-closed",
                  "firstDay", "2027-01-01",
                  "lastDay", "2027-01-10",
                  "address", "Kerkpad 2"));
      assertEquals(201, paused.status());
      assertEquals(
          List.of(
              "2026-11-25T20:00 planned Boogstraat 1",
              "2026-12-10T19:30 changed Pleinweg 4",
              "2026-12-23T20:00 cancelled Boogstraat 1",
              "2027-01-06T20:00 changed Kerkpad 2",
              "2027-01-20T20:00 planned Boogstraat 1"),
          meetings(server, token, 5));

      // From a meeting on: every week, half an hour earlier.
      Map<String, Object> weekly = new HashMap<>(TWO_WEEKLY);
      weekly.put("every", 1);
      weekly.put("firstDay", "2026-12-23");
      weekly.put("startTime", "19:30");
      Tagged split = ask(server, "PUT", path + "/from/2026-12-23", token, paused.etag(), weekly);
      assertEquals(2, split.body().get("series").size());
      assertEquals(
          List.of(
              "2026-11-25T20:00 planned Boogstraat 1",
              "2026-12-10T19:30 changed Pleinweg 4",
              "2026-12-23T19:30 cancelled Boogstraat 1",
              "2026-12-30T19:30 planned Boogstraat 1",
              "2027-01-06T19:30 changed Kerkpad 2",
              "2027-01-13T19:30 planned Boogstraat 1"),
          meetings(server, token, 6));

      // As it was, and the pause taken back.
      String pause = split.body().at("/pauses/0/pauseId").asText();
      Tagged open = ask(server, "DELETE", "/meeting-pauses/" + pause, token, split.etag(), null);
      Tagged restored =
          ask(server, "DELETE", path + "/meetings/2026-12-09", token, open.etag(), null);
      assertEquals(200, restored.status());
      assertEquals("2026-12-09T20:00 planned Boogstraat 1", meetings(server, token, 2).get(1));

      // A stranger sees when, and not where.
      JsonNode seen =
          server.json("GET", "/api/v1/groups/" + server.groupId + "/meetings", null, null, 200);
      assertTrue(seen.at("/meetings/0/address").isMissingNode(), seen.toString());
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofTwoWhoChangeItAtOnceTheSecondIsToldAndNothingIsDone(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      String token = server.facilitatorToken();
      String series = twoWeekly(server, token);
      Tagged seen = ask(server, "GET", "/planning", token, null, null);
      List<Callable<Integer>> both = new ArrayList<>();
      for (String day : List.of("2026-12-09", "2026-12-23", "2027-01-06", "2027-01-20")) {
        both.add(
            () ->
                ask(
                        server,
                        "PUT",
                        "/meeting-series/" + series + "/meetings/" + day,
                        token,
                        seen.etag(),
                        Map.of("status", "cancelled"))
                    .status());
      }
      List<Integer> statuses = AtOnce.all(both);
      statuses.sort(null);
      assertEquals(List.of(200, 412, 412, 412), statuses);
      Tagged now = ask(server, "GET", "/planning", token, null, null);
      assertEquals(1, now.body().at("/series/0/changes").size());
      assertEquals(
          428, ask(server, "PUT", "/meeting-series/" + series, token, null, TWO_WEEKLY).status());
      assertEquals(
          200,
          ask(server, "PUT", "/meeting-series/" + series, token, now.etag(), TWO_WEEKLY).status());
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatWasDecidedForMeetingsThatEndedWithTheirSeriesDoesNotComeBack(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      String token = server.facilitatorToken();
      String series = "/meeting-series/" + twoWeekly(server, token);
      Tagged seen = ask(server, "GET", "/planning", token, null, null);
      for (String day : List.of("2026-12-09", "2027-01-06")) {
        seen =
            ask(
                server,
                "PUT",
                series + "/meetings/" + day,
                token,
                seen.etag(),
                Map.of("status", "cancelled"));
      }
      Tagged ended = ask(server, "DELETE", series + "/from/2026-12-23", token, seen.etag(), null);
      assertEquals("2026-12-09", ended.body().at("/series/0/changes/0/ofDay").asText());
      assertEquals(1, ended.body().at("/series/0/changes").size());
      Tagged again = ask(server, "PUT", series, token, ended.etag(), TWO_WEEKLY);
      assertEquals(1, again.body().at("/series/0/changes").size(), "6 January takes place");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatDoesNotFitIsRefusedAndChangesNothing(TestDatabases databases, @TempDir Path folder)
      throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      String token = server.facilitatorToken();
      String series = twoWeekly(server, token);
      String path = "/meeting-series/" + series;
      String etag = ask(server, "GET", "/planning", token, null, null).etag();
      Object cancelled = Map.of("status", "cancelled");
      assertEquals(
          404,
          ask(server, "PUT", path + "/meetings/2026-12-02", token, etag, cancelled).status(),
          "no meeting that day");
      assertEquals(
          404, ask(server, "DELETE", path + "/from/2026-12-02", token, etag, null).status());
      assertEquals(
          400, ask(server, "PUT", path + "/meetings/morgen", token, etag, cancelled).status());
      assertEquals(
          400,
          ask(server, "PUT", path + "/from/2026-12-09", token, etag, TWO_WEEKLY).status(),
          "begins before that");
      Map<String, Object> monthly = new HashMap<>(TWO_WEEKLY);
      monthly.put("recurrence", "monthly");
      assertEquals(400, ask(server, "PUT", path, token, etag, monthly).status());
      monthly.put("ordinals", List.of(1));
      assertEquals(400, ask(server, "PUT", path, token, etag, monthly).status(), "the fourth");
      monthly.put("ordinals", List.of(-1, 4));
      assertEquals(200, ask(server, "PUT", path, token, etag, monthly).status());
    }
  }
}
