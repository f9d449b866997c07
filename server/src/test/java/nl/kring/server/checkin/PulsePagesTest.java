package nl.kring.server.checkin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import nl.kring.model.membership.JoinCode;
import nl.kring.server.app.TestServer;
import nl.kring.server.platform.db.TestDatabases;
import nl.kring.server.platform.security.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PulsePagesTest {
  private static final Pattern WORD = Pattern.compile("<li>([a-z]+)</li>");

  private TestServer server;
  private String elsewhere;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    server = new TestServer(TestDatabases.SQLITE, folder);
    String other = server.app.providers().create("De Pion");
    elsewhere = server.openGroup(other, "Dinsdaggroep");
    server.app.staff().create("Coby", Role.COORDINATOR, other, null, server.password);
    server.app.staff().create("Beheer", Role.ADMINISTRATOR, null, null, server.password);
    server.planWeekly();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private HttpResponse<byte[]> send(String name, String method, String path) throws Exception {
    Map<String, String> headers = new HashMap<>();
    headers.put("Accept", "text/html");
    if (!name.isEmpty()) {
      headers.put(
          "Cookie",
          "__Host-kring-staff=" + server.app.staff().signIn(name, server.password).token());
    }
    return server.send(method, path, headers, new byte[0]);
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private String own() {
    return "/staff/groups/" + server.groupId;
  }

  private String other() {
    return "/staff/groups/" + elsewhere;
  }

  @Test
  void aFacilitatorSeesTheOwnGroupWithItsMeetings() throws Exception {
    HttpResponse<byte[]> answer = send("Samir", "GET", own());
    assertEquals(200, answer.statusCode());
    String page = text(answer);
    assertTrue(page.contains("<h1>Woensdaggroep</h1>"));
    assertTrue(page.contains("wo 25 nov"));
    assertTrue(page.contains("20.00 tot 21.30"));
    assertTrue(page.contains("Boogstraat 1"));
    assertTrue(page.contains("Een week verschijnt pas als hij gesloten is"));
    assertTrue(page.contains("Maak een code"));
  }

  @Test
  void aGroupThatOneDoesNotLeadDoesNotExist() throws Exception {
    assertEquals(404, send("Samir", "GET", other()).statusCode());
    assertEquals(404, send("Samir", "POST", other() + "/join-codes").statusCode());
    assertEquals(404, send("Coby", "GET", own()).statusCode());
    assertEquals(404, send("Samir", "GET", "/staff/groups/none").statusCode());
  }

  @Test
  void aCoordinatorSeesTheGroupWithoutItsPulse() throws Exception {
    String page = text(send("Coby", "GET", other()));
    assertTrue(page.contains("<h1>Dinsdaggroep</h1>"));
    assertTrue(page.contains("zien alleen de begeleiders en de deelnemers"));
    assertFalse(page.contains("<svg class=\"bars\""));
    assertFalse(page.contains("Maak een code"));
    assertEquals(403, send("Coby", "POST", other() + "/join-codes").statusCode());
  }

  @Test
  void othersAreRefusedAndStrangersAreLedToTheForm() throws Exception {
    assertEquals(403, send("Beheer", "GET", own()).statusCode());
    HttpResponse<byte[]> answer = send("", "GET", own());
    assertEquals(303, answer.statusCode());
    assertEquals("/staff", answer.headers().firstValue("Location").orElseThrow());
  }

  @Test
  void aCodeIsShownInWordsThatLetOnePersonJoin() throws Exception {
    HttpResponse<byte[]> answer = send("Samir", "POST", own() + "/join-codes");
    assertEquals(200, answer.statusCode());
    assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElseThrow());
    String page = text(answer);
    List<String> words =
        WORD.matcher(page).results().map((MatchResult each) -> each.group(1)).toList();
    assertEquals(JoinCode.WORDS, words.size());
    assertTrue(page.contains("<svg class=\"qr\""));
    assertTrue(page.contains("tot en met vrijdag 20 november"));
    JoinCode.parse(String.join(" ", words));
  }
}
