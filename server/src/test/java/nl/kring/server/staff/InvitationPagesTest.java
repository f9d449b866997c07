package nl.kring.server.staff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.kring.server.app.TestServer;
import nl.kring.server.platform.db.TestDatabases;
import nl.kring.server.platform.security.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Inviting, accepting and what comes after, as a browser and a script do it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvitationPagesTest {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String PASSWORD = "vier gele fietsen";

  private TestServer server;
  private String coordinator;
  private String administrator;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    server = new TestServer(TestDatabases.SQLITE, folder);
    coordinator = server.coordinatorToken();
    administrator = server.administratorToken();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private HttpResponse<byte[]> get(String path, String token) throws Exception {
    return server.send(
        "GET",
        path,
        Map.of("Accept", "text/html", "Cookie", "__Host-kring-staff=" + token),
        new byte[0]);
  }

  private HttpResponse<byte[]> post(String path, Map<String, String> form, String token)
      throws Exception {
    StringBuilder body = new StringBuilder();
    form.forEach(
        (name, value) ->
            body.append(body.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/x-www-form-urlencoded");
    headers.put("Accept", "text/html");
    headers.put("Cookie", "__Host-kring-staff=" + token);
    return server.send("POST", path, headers, body.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static String find(String pattern, String page) {
    Matcher matcher = Pattern.compile(pattern).matcher(page);
    assertTrue(matcher.find(), pattern + " in " + page);
    return matcher.group(1);
  }

  private String code(String page) {
    String base32 = find("<p class=\"secret\">([A-Z2-7 ]+)</p>", page).replace(" ", "");
    StringBuilder bits = new StringBuilder();
    for (char each : base32.toCharArray()) {
      bits.append(
          String.format("%5s", Integer.toBinaryString(BASE32.indexOf(each))).replace(' ', '0'));
    }
    byte[] secret = new byte[bits.length() / 8];
    for (int i = 0; i < secret.length; i++) {
      secret[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
    }
    return Totp.code(secret, server.clock().instant());
  }

  private String accept(String path, Map<String, String> changes, int expected) throws Exception {
    String page = text(get(path, ""));
    Map<String, String> form =
        new HashMap<>(
            Map.of(
                "sealed",
                find("name=\"sealed\" value=\"([^\"]+)\"", page),
                "password",
                PASSWORD,
                "passwordAgain",
                PASSWORD,
                "totpCode",
                code(page)));
    form.putAll(changes);
    HttpResponse<byte[]> answer = post(path, form, "");
    assertEquals(expected, answer.statusCode(), text(answer));
    return answer
        .headers()
        .firstValue("Set-Cookie")
        .map(cookie -> cookie.replaceFirst("^[^=]+=([^;]*);.*", "$1"))
        .orElse(text(answer));
  }

  private String invite(String name) throws Exception {
    HttpResponse<byte[]> answer =
        post(
            "/staff/people/invitations",
            Map.of("name", name, "role", "facilitator", "groupId", server.groupId),
            coordinator);
    assertEquals(200, answer.statusCode());
    return find("(/staff/invitations/[A-Za-z0-9_-]{43})<", text(answer));
  }

  @Test
  void anOpenInvitationIsOnThePageUntilItIsWithdrawn() throws Exception {
    String link = invite("Gijs");
    String page = text(get("/staff/people", coordinator));
    assertTrue(page.contains("De link werkt tot zo 22 nov, 12.00"), page);
    String path = "/staff/people/invitations/";
    String id = find("(?s)<b>Gijs</b>.*?action=\"" + path + "([^/]+)/withdrawal\"", page);
    assertFalse(page.contains(link), "the link is not shown again");
    assertEquals(404, post(path + "x/withdrawal", Map.of(), coordinator).statusCode());
    assertEquals(303, post(path + id + "/withdrawal", Map.of(), coordinator).statusCode());
    assertFalse(text(get("/staff/people", coordinator)).contains("<b>Gijs</b>"));
    assertEquals(404, get(link, "").statusCode());
  }

  @Test
  void overTheApiToo() throws Exception {
    invite("Kees");
    JsonNode open =
        server.json("GET", "/api/v1/staff-invitations", coordinator, null, 200).get("invitations");
    String id = "";
    for (JsonNode each : open) {
      id = each.get("name").asText().equals("Kees") ? each.get("invitationId").asText() : id;
    }
    String path = "/api/v1/staff-invitations/" + id;
    Map<String, String> proof = Map.of("Authorization", "Bearer " + coordinator);
    assertEquals(204, server.send("DELETE", path, proof, new byte[0]).statusCode());
    assertEquals(404, server.send("DELETE", path, proof, new byte[0]).statusCode());
  }

  @Test
  void fromALinkToAGroup() throws Exception {
    String link = invite("Ruud");
    assertTrue(accept(link, Map.of("totpCode", "12"), 401).contains("De code klopt niet"));
    assertTrue(accept(link, Map.of("passwordAgain", "anders"), 400).contains("niet gelijk"));
    String common = "passwordpassword";
    assertTrue(
        accept(link, Map.of("password", common, "passwordAgain", common), 400)
            .contains("makkelijk te raden"));
    String token = accept(link, Map.of(), 303);
    assertTrue(text(get("/staff", token)).contains("Woensdaggroep"));
    assertEquals(404, get(link, "").statusCode());
    assertTrue(text(get(link, "")).contains("Deze uitnodiging werkt niet (meer)"));
    assertEquals(
        404, post(link, Map.of("sealed", "", "password", "", "totpCode", ""), "").statusCode());
  }

  @Test
  void aPageThatWasSentFromElsewhereAcceptsNothing() throws Exception {
    String link = invite("Karim");
    assertEquals(
        403,
        server
            .send(
                "POST",
                link,
                Map.of(
                    "Content-Type",
                    "application/x-www-form-urlencoded",
                    "Sec-Fetch-Site",
                    "cross-site"),
                "sealed=x&password=x&totpCode=x".getBytes(StandardCharsets.UTF_8))
            .statusCode());
  }

  @Test
  void aScriptInvitesListsAssignsAndEnds() throws Exception {
    JsonNode invitation =
        server.json(
            "POST",
            "/api/v1/staff-invitations",
            administrator,
            Map.of("name", "Wim", "role", "facilitator", "providerId", server.providerId),
            201);
    String url = invitation.get("url").asText();
    String token = accept(url.substring(server.address.length()), Map.of(), 303);
    String id = "";
    for (JsonNode each : server.json("GET", "/api/v1/staff", coordinator, null, 200).get("staff")) {
      id = each.get("name").asText().equals("Wim") ? each.get("staffId").asText() : id;
    }
    assertFalse(text(get("/staff", token)).contains("Woensdaggroep"));
    server.json(
        "POST",
        "/api/v1/groups/" + server.groupId + "/facilitators",
        coordinator,
        Map.of("staffId", id),
        204);
    assertTrue(text(get("/staff", token)).contains("Woensdaggroep"));
    server.json("POST", "/api/v1/groups/" + server.groupId + "/join-codes", token, null, 201);
    server.json("DELETE", "/api/v1/staff/" + id, coordinator, null, 204);
    server.json("POST", "/api/v1/groups/" + server.groupId + "/join-codes", token, null, 401);

    JsonNode audit = server.json("GET", "/api/v1/audit-events", administrator, null, 200);
    List<String> acts = audit.get("events").findValuesAsText("act").stream().distinct().toList();
    assertTrue(acts.containsAll(List.of("access-ended", "facilitator-assigned", "invited")));
    assertFalse(acts.contains("join-codes-made"), "the day is not over");
    server.json("GET", "/api/v1/audit-events", coordinator, null, 403);
    assertTrue(text(get("/staff/audit", administrator)).contains("stopte de toegang van Wim"));
  }

  @Test
  void signingOutEverywhereAndAnotherPasswordOnOnesOwnPage() throws Exception {
    server.app.staff().create("Els", Role.COORDINATOR, server.providerId, null, server.password);
    String phone = server.token("Els");
    String laptop = server.token("Els");
    Map<String, String> form =
        Map.of(
            "currentPassword",
            server.password,
            "totpCode",
            "",
            "newPassword",
            PASSWORD,
            "newPasswordAgain",
            PASSWORD);
    HttpResponse<byte[]> changed = post("/staff/account/password", form, laptop);
    assertEquals(200, changed.statusCode());
    assertTrue(text(changed).contains("Je wachtwoord is veranderd"));
    assertTrue(text(get("/staff", phone)).contains("/staff/sign-in"));
    assertEquals(401, post("/staff/account/password", form, laptop).statusCode());
    HttpResponse<byte[]> out = post("/staff/account/sign-out-everywhere", Map.of(), laptop);
    assertEquals(303, out.statusCode());
    assertTrue(text(get("/staff", laptop)).contains("/staff/sign-in"));
  }

  @Test
  void afterManyFailuresTheFormSaysToWait() throws Exception {
    HttpResponse<byte[]> answer = null;
    for (int i = 0; i < 7; i++) {
      answer = post("/staff/sign-in", Map.of("name", "Niemand", "password", "x"), "");
    }
    assertEquals(429, answer.statusCode());
    assertEquals("1", answer.headers().firstValue("Retry-After").orElseThrow());
    assertTrue(text(answer).contains("Wacht een minuut"));
  }
}
