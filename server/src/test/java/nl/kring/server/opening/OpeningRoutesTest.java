package nl.kring.server.opening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.kring.server.app.TestServer;
import nl.kring.server.group.TestGroups;
import nl.kring.server.platform.db.TestDatabases;
import nl.kring.server.platform.security.Role;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Over HTTP: the API and the page, from a group that is being prepared to one that is short. */
@ParameterizedClass
@EnumSource
class OpeningRoutesTest {
  private static final Map<String, Object> BACKING =
      Map.of(
          "backstop",
          Map.of(
              "name", "Marijke",
              "organisation", "Instelling Voorbeeld",
              "phone", "030 000 00 00"),
          "safeHomeRegion",
          "Utrecht");

  @AutoClose private final TestServer server;
  private final String prepared;
  private final String group;
  private final String samir;
  private final String coby;

  OpeningRoutesTest(TestDatabases databases, @TempDir Path folder) throws Exception {
    server = new TestServer(databases, folder);
    prepared = server.app.groups().add(TestGroups.men(server.providerId, "Kring Nieuw", true));
    group = "/api/v1/groups/" + prepared;
    server.app.staff().create("Coby", Role.COORDINATOR, server.providerId, null, server.password);
    samir = server.token("Samir");
    coby = server.token("Coby");
  }

  private String facilitator(String name) {
    return server
        .app
        .staff()
        .create(name, Role.FACILITATOR, server.providerId, null, server.password);
  }

  private void assign(String staffId) throws Exception {
    server.json("POST", group + "/facilitators", coby, Map.of("staffId", staffId), 204);
  }

  private void read(String token) throws Exception {
    for (String text : List.of("hand-over", "red-flag-protocol")) {
      server.json("PUT", "/api/v1/staff-acknowledgements/me/" + text, token, null, 204);
    }
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Test
  void s11_aGroupThatIsBeingPreparedTakesNobodyInAndIsNotSeenUntilItOpens() throws Exception {
    assign(server.staffId);
    assertFalse(server.json("GET", "/api/v1/groups", null, null, 200).toString().contains("Nieuw"));
    server.json("GET", group, null, null, 404);
    server.json("GET", group + "/meetings", null, null, 404);
    server.json("GET", group + "/meetings", samir, null, 200);
    server.json("GET", group + "/token-keys", null, null, 404);
    JsonNode shut = server.json("POST", group + "/join-codes", samir, null, 409);
    assertEquals("/problems#group-not-open", shut.get("type").asText());
    assertEquals(
        409,
        server.form("/staff/groups/" + prepared + "/join-codes", samir, Map.of()).statusCode());
    assertTrue(text(server.page("/staff", samir)).contains("in voorbereiding"));
    JsonNode own = server.json("GET", "/api/v1/staff-groups/me", coby, null, 200).get("groups");
    assertEquals("Kring Nieuw", own.get(0).get("name").asText());
    assertFalse(own.get(0).get("open").asBoolean());

    JsonNode refused = server.json("POST", group + "/opening", samir, null, 409);
    assertEquals("/problems#opening-incomplete", refused.get("type").asText());
    List<String> missing =
        refused.findValues("code").stream().map(JsonNode::asText).sorted().toList();
    assertEquals(
        List.of(
            "backstop", "hand-over", "red-flag-protocol", "safe-home-region", "second-facilitator"),
        missing);
    String html = text(server.page("/staff/groups/" + prepared + "/leading", samir));
    assertEquals(6, html.split("ontbreekt|nog niet open", -1).length, html);

    assign(facilitator("Ruud"));
    String ruud = server.token("Ruud");
    read(samir);
    read(ruud);
    server.json("PUT", group + "/leadership", samir, BACKING, 204);
    server.json("POST", group + "/opening", ruud, null, 204);
    server.json("POST", group + "/opening", coby, null, 204);
    assertTrue(server.json("GET", "/api/v1/groups", null, null, 200).toString().contains("Nieuw"));
    server.json("POST", group + "/join-codes", samir, null, 201);
    JsonNode leadership = server.json("GET", group + "/leadership", ruud, null, 200);
    assertEquals("2026-11-19", leadership.get("openedOn").asText());
    assertEquals("Marijke", leadership.at("/backstop/name").asText());
    assertEquals(0, leadership.get("missing").size());
    server.json("PUT", group + "/leadership", samir, Map.of("safeHomeRegion", "Utrecht"), 409);
  }

  @Test
  void aLeaversAccessEndsAtOnceAndTheGroupIsShortOfFacilitators() throws Exception {
    assign(server.staffId);
    String ruudId = facilitator("Ruud");
    assign(ruudId);
    String ruud = server.token("Ruud");
    read(samir);
    read(ruud);
    server.json("PUT", group + "/leadership", coby, BACKING, 204);
    server.json("POST", group + "/opening", coby, null, 204);
    String leading = "/staff/groups/" + prepared + "/leading";
    assertEquals(200, server.page(leading, ruud).statusCode());
    assertFalse(text(server.page("/staff", coby)).contains("Bij Kring Nieuw ontbreekt iets"));
    server.json("DELETE", "/api/v1/staff/" + ruudId, coby, null, 204);
    server.json("GET", group + "/leadership", ruud, null, 401);
    assertEquals(303, server.page(leading, ruud).statusCode(), "led to signing in");
    assertTrue(text(server.page("/staff", coby)).contains("Bij Kring Nieuw ontbreekt iets"));
    assertTrue(text(server.page("/staff", samir)).contains("Bij Kring Nieuw ontbreekt iets"));
    assertTrue(text(server.page("/staff/groups/" + prepared, samir)).contains("ontbreekt iets"));
    JsonNode missing = server.json("GET", group + "/leadership", coby, null, 200).get("missing");
    assertEquals("second-facilitator", missing.get(0).get("code").asText());
    server.json("GET", group, null, null, 200);
  }

  @Test
  void aSubstituteLeadsTheEveningAndNoMoreThanThat() throws Exception {
    String own = "/api/v1/groups/" + server.groupId;
    String anjaId = facilitator("Anja");
    String anja = server.token("Anja");
    server.json("GET", own + "/leadership", anja, null, 404);
    String id =
        server
            .json(
                "POST",
                own + "/substitutes",
                samir,
                Map.of("staffId", anjaId, "day", "2026-11-19"),
                201)
            .get("substituteId")
            .asText();
    server.json("GET", own + "/leadership", anja, null, 200);
    server.json("POST", own + "/join-codes", anja, null, 201);
    server.json("GET", own + "/planning", anja, null, 200);
    String html = text(server.page("/staff/groups/" + server.groupId, anja));
    assertFalse(html.contains("/renewal"), html);
    assertFalse(
        text(server.page("/staff/groups/" + server.groupId + "/leading", anja))
            .contains("/backing"));
    server.json("GET", own + "/pulse", anja, null, 404);
    server.json("POST", own + "/renewals", anja, Map.of("members", 0), 403);
    assertEquals(
        403, server.page("/staff/groups/" + server.groupId + "/renewal", anja).statusCode());
    server.json("PUT", own + "/leadership", anja, BACKING, 403);
    server.json("POST", own + "/opening", anja, null, 403);
    server.json("DELETE", own + "/substitutes/" + id, anja, null, 403);
    server.json("DELETE", own + "/substitutes/" + id, coby, null, 204);
    server.json("GET", own + "/leadership", anja, null, 404);
    server.json("DELETE", own + "/facilitators/" + server.staffId, samir, null, 403);
  }

  @Test
  void thePageDoesAllOfItWithForms() throws Exception {
    String here = "/staff/groups/" + prepared + "/leading";
    String ruudId = facilitator("Ruud");
    String anjaId = facilitator("Anja");
    assertEquals(
        303, server.form(here + "/facilitators", coby, Map.of("staffId", anjaId)).statusCode());
    assertEquals(
        303,
        server.form(here + "/facilitators", coby, Map.of("staffId", server.staffId)).statusCode());
    assertEquals(
        303,
        server
            .form(here + "/facilitators/" + anjaId + "/successor", coby, Map.of("staffId", ruudId))
            .statusCode());
    read(samir);
    read(server.token("Ruud"));
    Map<String, String> wrong =
        Map.of(
            "name", "Marijke", "organisation", "", "phone", "030 000 00 00", "region", "Utrecht");
    HttpResponse<byte[]> again = server.form(here + "/backing", samir, wrong);
    assertEquals(400, again.statusCode());
    assertTrue(text(again).contains("value=\"Marijke\""), "what was typed stays");
    HttpResponse<byte[]> early = server.form(here + "/opening", samir, Map.of());
    assertEquals(409, early.statusCode());
    assertTrue(text(early).contains("De groep is niet open gegaan"));
    Map<String, String> right = new HashMap<>(wrong);
    right.put("organisation", "Instelling <Voorbeeld>");
    assertEquals(303, server.form(here + "/backing", samir, right).statusCode());
    assertTrue(text(server.page(here, samir)).contains("&lt;Voorbeeld"));
    assertTrue(text(server.page(here, samir)).contains("Open de groep"));
    assertEquals(303, server.form(here + "/opening", samir, Map.of()).statusCode());
    assertTrue(text(server.page(here, samir)).contains("Open sinds donderdag 19 november 2026"));
    Map<String, String> day = Map.of("staffId", anjaId, "day", "2026-11-20");
    assertEquals(303, server.form(here + "/substitutes", samir, day).statusCode());
    assertTrue(text(server.page(here, samir)).contains("vrijdag 20 november"));
    assertEquals(
        400,
        server
            .form(here + "/substitutes", samir, Map.of("staffId", anjaId, "day", "morgen"))
            .statusCode());
    assertEquals(
        403, server.form(here + "/facilitators/" + ruudId + "/end", samir, Map.of()).statusCode());
    assertEquals(
        303, server.form(here + "/facilitators/" + ruudId + "/end", coby, Map.of()).statusCode());
  }
}
