package nl.kring.server.meeting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Map;
import nl.kring.server.app.TestServer;
import nl.kring.server.platform.db.TestDatabases;
import nl.kring.server.platform.security.Role;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MeetingRoutesTest {
  private static final Map<String, Object> WEEKLY =
      Map.of(
          "recurrence", "weekly",
          "firstDay", "2026-11-25",
          "startTime", "20:00",
          "durationMinutes", 120);

  private static String meetings(String groupId) {
    return "/api/v1/groups/" + groupId + "/meetings";
  }

  private static String series(String groupId) {
    return "/api/v1/groups/" + groupId + "/meeting-series";
  }

  private static JsonNode first(TestServer server, String groupId, String bearer) throws Exception {
    return server.json("GET", meetings(groupId), bearer, null, 200).get("meetings").get(0);
  }

  @ParameterizedTest
  @EnumSource
  void whoLeadsAGroupPlansItsMeetings(TestDatabases databases, @TempDir Path folder)
      throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      String samir = server.facilitatorToken();
      String id =
          server.json("POST", series(server.groupId), samir, WEEKLY, 201).get("seriesId").asText();
      JsonNode all = server.json("GET", meetings(server.groupId), samir, null, 200);
      assertEquals(server.groupId, all.get("groupId").asText());
      assertEquals(20, all.get("meetings").size());
      JsonNode first = all.get("meetings").get(0);
      assertEquals(id, first.get("seriesId").asText());
      assertEquals("2026-11-25T20:00:00", first.get("start").asText());
      assertEquals("2026-11-25T22:00:00", first.get("end").asText());
      server.json("DELETE", series(server.groupId) + "/" + id, samir, null, 204);
      server.json("DELETE", series(server.groupId) + "/" + id, samir, null, 404);
      assertEquals(
          0, server.json("GET", meetings(server.groupId), null, null, 200).get("meetings").size());
    }
  }

  @ParameterizedTest
  @EnumSource
  void onlyMembersAndThoseWhoLeadSeeAnAddressThatIsNotPublic(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      String samir = server.facilitatorToken();
      server.json("POST", series(server.groupId), samir, WEEKLY, 201);
      String other = server.openGroup(server.app.providers().create("Elders"), "Dinsdaggroep");
      server.app.meetings().create(other, seriesOfAnotherGroup());
      server.app.staff().create("Beheer", Role.ADMINISTRATOR, null, null, server.password);
      String member = server.join().accessToken();
      String administrator = signIn(server, "Beheer");

      assertEquals("Boogstraat 1", first(server, server.groupId, member).get("address").asText());
      assertEquals("Boogstraat 1", first(server, server.groupId, samir).get("address").asText());
      assertFalse(first(server, server.groupId, null).has("address"));
      assertFalse(first(server, server.groupId, administrator).has("address"));
      assertFalse(first(server, other, member).has("address"));
      assertFalse(first(server, other, samir).has("address"));
    }
  }

  private static NewMeetingSeries seriesOfAnotherGroup() {
    return new NewMeetingSeries(
        Recurrence.ONCE, LocalDate.of(2026, 11, 24), null, LocalTime.of(20, 0), 90, "Pleinweg 4");
  }

  private static String signIn(TestServer server, String name) throws Exception {
    return server
        .json(
            "POST",
            "/api/v1/staff-sign-ins",
            null,
            Map.of("name", name, "password", server.password),
            201)
        .get("token")
        .asText();
  }

  @ParameterizedTest
  @EnumSource
  void nobodyElsePlansMeetings(TestDatabases databases, @TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      String elsewhere = server.app.providers().create("Elders");
      server.app.staff().create("Noor", Role.COORDINATOR, elsewhere, null, server.password);
      server.app.staff().create("Beheer", Role.ADMINISTRATOR, null, null, server.password);
      String other = server.openGroup(elsewhere, "Dinsdaggroep");
      String path = series(server.groupId);
      server.json("POST", path, null, WEEKLY, 401);
      server.json("POST", path, server.join().accessToken(), WEEKLY, 403);
      server.json("POST", path, signIn(server, "Beheer"), WEEKLY, 403);
      String noor = signIn(server, "Noor");
      server.json("POST", path, noor, WEEKLY, 404);
      server.json("POST", series("elsewhere"), noor, WEEKLY, 404);
      String id = server.json("POST", series(other), noor, WEEKLY, 201).get("seriesId").asText();
      String samir = server.facilitatorToken();
      server.json("DELETE", series(other) + "/" + id, samir, null, 404);
      server.json("DELETE", series(server.groupId) + "/" + id, samir, null, 404);
      assertEquals(id, first(server, other, null).get("seriesId").asText());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aListThatDidNotChangeIsNotSentAgain(TestDatabases databases, @TempDir Path folder)
      throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      String samir = server.facilitatorToken();
      String path = meetings(server.groupId);
      HttpResponse<byte[]> before = server.send("GET", path, Map.of(), new byte[0]);
      Map<String, String> known =
          Map.of("If-None-Match", before.headers().firstValue("ETag").orElseThrow());
      assertEquals(304, server.send("GET", path, known, new byte[0]).statusCode());
      server.json("POST", series(server.groupId), samir, WEEKLY, 201);
      assertEquals(200, server.send("GET", path, known, new byte[0]).statusCode());
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrongIsNamed(TestDatabases databases, @TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      Map<String, Object> tooShort = new HashMap<>(WEEKLY);
      tooShort.put("durationMinutes", 1);
      JsonNode problem =
          server.json("POST", series(server.groupId), server.facilitatorToken(), tooShort, 400);
      assertEquals("durationMinutes is 15 to 600", problem.get("detail").asText());
      server.json("GET", meetings("elsewhere"), null, null, 404);
    }
  }
}
