package nl.kring.server.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import nl.kring.server.app.TestServer;
import nl.kring.server.platform.db.TestDatabases;
import nl.kring.server.platform.security.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenewalPagesTest {
  private TestServer server;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    server = new TestServer(TestDatabases.SQLITE, folder);
    server.join();
    server.join();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<byte[]> send(String name, String method, String path, String form)
      throws Exception {
    return send(name, method, path, form, Map.of());
  }

  private HttpResponse<byte[]> send(
      String name, String method, String path, String form, Map<String, String> more)
      throws Exception {
    Map<String, String> headers = new HashMap<>(more);
    headers.put("Accept", "text/html");
    headers.put("Content-Type", "application/x-www-form-urlencoded");
    headers.put(
        "Cookie", "__Host-kring-staff=" + server.app.staff().signIn(name, server.password).token());
    return server.send(method, path, headers, form.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private String group() {
    return "/staff/groups/" + server.groupId;
  }

  @Test
  void thePageOfTheGroupLeadsToAPageThatExplainsAndEndsNothing() throws Exception {
    assertTrue(text(send("Samir", "GET", group(), "")).contains(group() + "/renewal"));
    HttpResponse<byte[]> answer = send("Samir", "GET", group() + "/renewal", "");
    assertEquals(200, answer.statusCode());
    assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElseThrow());
    assertTrue(text(answer).contains("Aantal deelnemers in deze groep: 2."));
    assertEquals(2, server.app.memberships().count(server.groupId));
  }

  @Test
  void onlyTheRightNumberRenews() throws Exception {
    for (String wrong : new String[] {"members=3", "members=", "", "members=twee", "members=1e0"}) {
      HttpResponse<byte[]> answer = send("Samir", "POST", group() + "/renewal", wrong);
      assertEquals(409, answer.statusCode(), wrong);
      assertTrue(text(answer).contains("Er is nog niets veranderd."));
      assertEquals(2, server.app.memberships().count(server.groupId));
    }
    HttpResponse<byte[]> answer = send("Samir", "POST", group() + "/renewal", "members=+2+");
    assertEquals(303, answer.statusCode());
    assertEquals(group(), answer.headers().firstValue("Location").orElseThrow());
    assertEquals(0, server.app.memberships().count(server.groupId));
  }

  @Test
  void whoDoesNotLeadTheGroupCannotRenewItNorCanAnotherSite() throws Exception {
    String other = server.app.providers().create("De Pion");
    String elsewhere = server.openGroup(other, "Dinsdaggroep");
    server.app.staff().create("Coby", Role.COORDINATOR, other, null, server.password);
    assertEquals(
        404, send("Samir", "GET", "/staff/groups/" + elsewhere + "/renewal", "").statusCode());
    assertEquals(
        404,
        send("Samir", "POST", "/staff/groups/" + elsewhere + "/renewal", "members=0").statusCode());
    assertEquals(
        403,
        send("Coby", "POST", "/staff/groups/" + elsewhere + "/renewal", "members=0").statusCode());
    assertEquals(
        403,
        send(
                "Samir",
                "POST",
                group() + "/renewal",
                "members=2",
                Map.of("Sec-Fetch-Site", "cross-site"))
            .statusCode());
    assertEquals(2, server.app.memberships().count(server.groupId));
  }

  @Test
  void aBodyWithoutANumberIsABadRequest() throws Exception {
    String path = "/api/v1/groups/" + server.groupId + "/renewals";
    String token = server.facilitatorToken();
    server.json("POST", path, token, Map.of(), 400);
    server.json("POST", path, token, Map.of("members", "2"), 400);
    server.json("POST", path, token, Map.of("members", 3), 409);
    server.json("POST", path, server.join().accessToken(), Map.of("members", 3), 403);
    assertEquals(3, server.app.memberships().count(server.groupId));
  }
}
