package nl.kring.server.staff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
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

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StaffPagesTest {
  private static final String COOKIE = "__Host-kring-staff";
  private static final Pattern STYLESHEET =
      Pattern.compile("href=\"(/static/kring.css\\?v=\\w+)\"");

  private TestServer server;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    server = new TestServer(TestDatabases.SQLITE, folder);
    server.app.staff().create("Beheer", Role.ADMINISTRATOR, null, null, server.password);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private HttpResponse<byte[]> get(String path, Map<String, String> headers) throws Exception {
    return server.send("GET", path, headers, new byte[0]);
  }

  private HttpResponse<byte[]> post(String path, Map<String, String> form, String... headers)
      throws Exception {
    StringBuilder body = new StringBuilder();
    form.forEach(
        (name, value) ->
            body.append(body.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    Map<String, String> all = new HashMap<>();
    all.put("Content-Type", "application/x-www-form-urlencoded");
    all.put("Accept", "text/html");
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    return server.send("POST", path, all, body.toString().getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse<byte[]> signIn(String name, String password) throws Exception {
    return post("/staff/sign-in", Map.of("name", name, "password", password));
  }

  @Test
  void aFormThatCannotBeReadIsRefusedAndIsNoFaultOfTheServer() throws Exception {
    byte[] body = "name=a&password=b".getBytes(StandardCharsets.UTF_8);
    String type = "application/x-www-form-urlencoded; charset=nope";
    assertEquals(
        400,
        server.send("POST", "/staff/sign-in", Map.of("Content-Type", type), body).statusCode());
    assertEquals(400, signIn("a\0b", "een lang wachtwoord").statusCode());
    Map<String, String> code =
        Map.of("name", "a", "password", "een lang wachtwoord", "totpCode", "\0");
    assertEquals(400, post("/staff/sign-in", code).statusCode(), "nor in a field that may lack");
  }

  private String cookieOf(String name) throws Exception {
    String header = signIn(name, server.password).headers().firstValue("Set-Cookie").orElseThrow();
    return header.substring(0, header.indexOf(';'));
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Test
  void aStrangerSeesTheFormAndGetsNoCookie() throws Exception {
    HttpResponse<byte[]> answer = get("/staff", Map.of());
    assertEquals(200, answer.statusCode());
    assertTrue(text(answer).contains("action=\"/staff/sign-in\""));
    assertTrue(text(answer).contains("<html lang=\"nl\">"));
    assertFalse(answer.headers().firstValue("Set-Cookie").isPresent());
  }

  @Test
  void signingInSetsACookieThatNoScriptAndNoOtherSiteCanUse() throws Exception {
    HttpResponse<byte[]> answer = signIn("Samir", server.password);
    assertEquals(303, answer.statusCode());
    assertEquals("/staff", answer.headers().firstValue("Location").orElseThrow());
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    assertTrue(cookie.startsWith(COOKIE + "="), cookie);
    for (String attribute : List.of("Secure", "HttpOnly", "SameSite=Strict", "Path=/")) {
      assertTrue(cookie.contains("; " + attribute), cookie);
    }
    assertFalse(cookie.contains("Domain"), cookie);
    assertFalse(cookie.contains("Max-Age"), cookie);
  }

  @Test
  void whoIsSignedInSeesTheirOwnGroups() throws Exception {
    String page = text(get("/staff", Map.of("Cookie", cookieOf("Samir"))));
    assertTrue(page.contains("Woensdaggroep"));
    assertTrue(page.contains("/staff/groups/" + server.groupId));
  }

  @Test
  void anAdministratorSeesTheGroupsButNoWayIntoThem() throws Exception {
    String page = text(get("/staff", Map.of("Cookie", cookieOf("Beheer"))));
    assertTrue(page.contains("Woensdaggroep"));
    assertFalse(page.contains("/staff/groups/"));
  }

  @Test
  void aWrongPasswordIsSaidCalmlyAndTheNameStays() throws Exception {
    HttpResponse<byte[]> answer = signIn("\"><script>Samir", "een ander wachtwoord");
    assertEquals(401, answer.statusCode());
    assertTrue(text(answer).contains("horen niet bij elkaar"));
    assertTrue(text(answer).contains("role=\"alert\""));
    assertFalse(text(answer).contains("<script"));
    assertTrue(text(answer).contains("Samir"));
    assertFalse(text(answer).contains("een ander wachtwoord"));
    assertFalse(answer.headers().firstValue("Set-Cookie").isPresent());
  }

  @Test
  void anUnknownNameGetsTheSamePage() throws Exception {
    String wrong = text(signIn("Samir", "een ander wachtwoord"));
    String unknown = text(signIn("Xamir", "een ander wachtwoord"));
    assertEquals(wrong, unknown.replace("Xamir", "Samir"));
  }

  @Test
  void aFormOfAnotherSiteIsRefused() throws Exception {
    Map<String, String> form = Map.of("name", "Samir", "password", server.password);
    assertEquals(403, post("/staff/sign-in", form, "Sec-Fetch-Site", "cross-site").statusCode());
    assertEquals(
        403, post("/staff/sign-in", form, "Origin", "https://elsewhere.example").statusCode());
    assertEquals(403, post("/staff/sign-in", form, "Origin", "null").statusCode());
    assertEquals(303, post("/staff/sign-in", form, "Sec-Fetch-Site", "same-origin").statusCode());
  }

  @Test
  void signingOutEndsTheAccessOfThatCookie() throws Exception {
    String cookie = cookieOf("Samir");
    HttpResponse<byte[]> answer = post("/staff/sign-out", Map.of(), "Cookie", cookie);
    assertEquals(303, answer.statusCode());
    assertTrue(answer.headers().firstValue("Set-Cookie").orElseThrow().contains("01 Jan 1970"));
    assertTrue(text(get("/staff", Map.of("Cookie", cookie))).contains("/staff/sign-in"));
    assertEquals(
        303,
        get("/staff/groups/" + server.groupId, Map.of("Cookie", cookie, "Accept", "text/html"))
            .statusCode());
  }

  @Test
  void afterTwelveHoursTheFormIsBack() throws Exception {
    String cookie = cookieOf("Samir");
    server.setClock(TestServer.THURSDAY.plus(Duration.ofHours(12)));
    try {
      assertTrue(text(get("/staff", Map.of("Cookie", cookie))).contains("/staff/sign-in"));
    } finally {
      server.setClock(TestServer.THURSDAY);
    }
  }

  @Test
  void theBrowsersLanguageIsSpoken() throws Exception {
    HttpResponse<byte[]> answer = get("/staff", Map.of("Accept-Language", "en-GB,en;q=0.9"));
    assertTrue(text(answer).contains("<html lang=\"en\">"));
    assertTrue(text(answer).contains("Sign in"));
    assertEquals("en", answer.headers().firstValue("Content-Language").orElseThrow());
    assertTrue(answer.headers().firstValue("Vary").orElseThrow().contains("Accept-Language"));
  }

  @Test
  void nothingInAPageNeedsAWeakerPolicy() throws Exception {
    for (String path : List.of("/staff", "/staff/groups/" + server.groupId)) {
      HttpResponse<byte[]> answer =
          get(path, Map.of("Cookie", cookieOf("Samir"), "Accept", "text/html"));
      assertEquals(200, answer.statusCode());
      String policy = answer.headers().firstValue("Content-Security-Policy").orElseThrow();
      assertFalse(policy.contains("unsafe"), policy);
      String page = text(answer);
      assertFalse(page.contains("<style"), "a style element");
      assertFalse(
          Pattern.compile("<script(?! src=\"/static/[\\w.-]+\\?v=\\w+\" defer></script>)")
              .matcher(page)
              .find(),
          "a script that is not ours");
      assertFalse(Pattern.compile("<[^>]+ (style|on\\w+)=").matcher(page).find(), "an attribute");
      assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElseThrow());
    }
  }

  @Test
  void aStaticFileOfThisVersionIsKeptForAYear() throws Exception {
    Matcher link = STYLESHEET.matcher(text(get("/staff", Map.of())));
    assertTrue(link.find());
    HttpResponse<byte[]> answer = get(link.group(1), Map.of());
    assertEquals(200, answer.statusCode());
    assertTrue(answer.headers().firstValue("Content-Type").orElseThrow().startsWith("text/css"));
    assertTrue(answer.headers().firstValue("Cache-Control").orElseThrow().contains("immutable"));
    String tag = answer.headers().firstValue("ETag").orElseThrow();
    assertEquals(304, get(link.group(1), Map.of("If-None-Match", tag)).statusCode());
    HttpResponse<byte[]> other = get("/static/kring.css?v=other", Map.of());
    assertFalse(other.headers().firstValue("Cache-Control").orElseThrow().contains("immutable"));
  }

  @Test
  void onlyStaticFilesAreServed() throws Exception {
    for (String path :
        List.of(
            "/static/none.css",
            "/static/..%2Fopenapi.yaml",
            "/static/%2e%2e%2flogback.xml",
            "/static/kring.css%00.svg")) {
      int status = get(path, Map.of()).statusCode();
      assertTrue(status == 404 || status == 400, path + " answered " + status);
    }
  }
}
