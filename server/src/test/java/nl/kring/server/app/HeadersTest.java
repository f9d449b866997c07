package nl.kring.server.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import nl.kring.server.platform.db.TestDatabases;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The headers and cookies of every route, generated from the route table, so that a new route
 * cannot forget one: asked by nobody, by a member and by staff, with and without what it needs.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeadersTest {
  /** What may be kept, and for how long; an error never. Everything else is not stored at all. */
  private static final Map<String, String> CACHEABLE =
      Map.of(
          "/static/{file}", "public, max-age=300",
          "/api/v1/municipalities", "public, max-age=86400",
          "/api/v1/groups", "public, max-age=60",
          "/api/v1/uptake-releases", "public, max-age=300",
          "/api/v1/uptake-releases/{month}", "public, max-age=31536000",
          "/api/v1/token-key-roots/{week}", "public, max-age=3600",
          "/feeds/groups/{groupId}.ics", "public, max-age=300",
          "/api/v1/groups/{groupId}", "public, max-age=60");

  /** The only ones that set a cookie. */
  private static final Set<String> SIGN_IN_AND_OUT =
      Set.of("/staff/sign-in", "/staff/sign-out", "/staff/account/sign-out-everywhere");

  private TestServer server;
  private String member;
  private String staff;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    server = new TestServer(TestDatabases.SQLITE, folder);
    member = server.join().accessToken();
    staff = server.facilitatorToken();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  Stream<Route> routes() {
    Route nowhere = new Route("GET", "/nowhere", Set.of(Role.ANYONE));
    Route noMethod = new Route("PUT", "/api/v1/groups", Set.of(Role.ANYONE));
    Route noPage = new Route("GET", "/staff/nowhere", Set.of(Role.ANYONE));
    return Stream.concat(server.app.routes().stream(), Stream.of(nowhere, noMethod, noPage));
  }

  @ParameterizedTest
  @MethodSource("routes")
  void everyRouteCarriesWhatEveryRouteMust(Route route) throws Exception {
    for (Contract.Answer answer : answers(route)) {
      HttpHeaders headers = answer.headers();
      assertStrict(one(headers, "Content-Security-Policy"));
      assertEquals("nosniff", one(headers, "X-Content-Type-Options"));
      assertEquals("no-referrer", one(headers, "Referrer-Policy"));
      assertEquals("same-origin", one(headers, "Cross-Origin-Opener-Policy"));
      assertEquals("same-origin", one(headers, "Cross-Origin-Resource-Policy"));
      assertTrue(one(headers, "Permissions-Policy").contains("geolocation=()"));
      assertEquals("0.1.0", one(headers, "API-Version"));
      assertFalse(headers.firstValue("Server").isPresent());
      assertFalse(headers.firstValue("X-Powered-By").isPresent());
      assertFalse(headers.firstValue("Strict-Transport-Security").isPresent(), "this is http");
      String caching = one(headers, "Cache-Control");
      boolean isGood = answer.statusCode() == 200 || answer.statusCode() == 304;
      assertEquals(
          isGood ? CACHEABLE.getOrDefault(route.path(), "no-store") : "no-store",
          caching,
          route + " " + answer.statusCode());
      assertCookies(route, headers.allValues("Set-Cookie"));
    }
  }

  private static void assertStrict(String policy) {
    assertTrue(policy.startsWith("default-src 'none';"), policy);
    assertTrue(policy.contains("frame-ancestors 'none'"), policy);
    assertFalse(policy.contains("unsafe"), policy);
    assertFalse(policy.matches(".*(\\*|https?:|data:|blob:).*"), policy);
  }

  private static void assertCookies(Route route, List<String> cookies) {
    if (!SIGN_IN_AND_OUT.contains(route.path())) {
      assertEquals(List.of(), cookies, route.toString());
    }
    for (String cookie : cookies) {
      assertTrue(cookie.startsWith("__Host-"), cookie);
      Set<String> flags = new TreeSet<>(List.of(cookie.replaceAll("\\s", "").split(";")));
      assertTrue(
          flags.containsAll(Set.of("Path=/", "Secure", "HttpOnly", "SameSite=Strict")), cookie);
      assertFalse(cookie.contains("Domain"), cookie);
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void anAnonymousRouteLooksAtNoCookieAndGivesNothingToRecogniseAPhoneBy(Route route)
      throws Exception {
    if (!route.roles().contains(Role.NOBODY)) {
      return;
    }
    assertEquals(Set.of(Role.NOBODY), route.roles(), "nobody is nobody else");
    Set<String> seen = new TreeSet<>();
    for (Contract.Answer answer : answers(route)) {
      for (String name :
          List.of("ETag", "Last-Modified", "Set-Cookie", "Accept-CH", "Alt-Svc", "Vary")) {
        assertFalse(answer.headers().firstValue(name).isPresent(), route + " " + name);
      }
      Map<String, List<String>> same = new HashMap<>(answer.headers().map());
      seen.add(
          answer.statusCode() + " " + new java.util.TreeMap<>(same) + new String(answer.body()));
    }
    assertEquals(1, seen.size(), "the cookie made a difference: " + seen);
  }

  @Test
  void signingInAndOutInABrowserAreTheOnlyOnesThatSetACookie() throws Exception {
    String form = "name=Samir&password=" + server.password.replace(' ', '+');
    assertEquals(1, cookies("/staff/sign-in", form, null).size());
    assertEquals(0, cookies("/staff/sign-in", "name=Samir&password=fout", null).size());
    List<String> gone = cookies("/staff/sign-out", "", server.facilitatorToken());
    assertTrue(gone.get(0).contains("Expires=Thu, 01 Jan 1970"), gone.toString());
    assertCookies(new Route("POST", "/staff/sign-out", Set.of(Role.ANYONE)), gone);
  }

  private List<String> cookies(String path, String form, String token) throws Exception {
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/x-www-form-urlencoded");
    if (token != null) {
      headers.put("Cookie", Gate.STAFF_COOKIE + "=" + token);
    }
    return server.send("POST", path, headers, form.getBytes()).headers().allValues("Set-Cookie");
  }

  @Test
  void aServerOnHttpsTellsBrowsersToStayThere(@TempDir Path folder) throws Exception {
    Map<String, String> environment =
        Map.of(
            "KRING_DATA_DIR", folder.toString(),
            "KRING_PORT", "0",
            "KRING_PUBLIC_URL", "https://kring.example");
    try (App app = new App(AppConfig.of(environment)).start()) {
      for (String target : List.of("/health/live", "/nowhere", "/%zz")) {
        byte[] request = RawHttp.request("GET", target, List.of(), new byte[0]);
        Contract.Answer answer = RawHttp.send(app.port(), request).orElseThrow();
        assertEquals("max-age=31536000", one(answer.headers(), "Strict-Transport-Security"));
      }
    }
  }

  /** What a route answers to whoever asks, as a script and as a browser. */
  private List<Contract.Answer> answers(Route route) throws Exception {
    String path =
        route
            .path()
            .replace("{groupId}", server.groupId)
            .replace("{file}", "kring.css")
            .replace("{week}", "2026-W47")
            .replaceAll("\\{[^}]+}", "x");
    List<Contract.Answer> answers = new ArrayList<>();
    // Whoever signs out or leaves ends what the next request needs.
    boolean ends = route.method().equals("DELETE") || route.path().endsWith("sign-out");
    List<Map<String, String>> callers = new ArrayList<>();
    callers.add(Map.of());
    callers.add(Map.of("Accept", "text/html"));
    callers.add(Map.of("Cookie", Gate.STAFF_COOKIE + "=nonsense; other=1"));
    if (!ends && !route.roles().contains(Role.NOBODY)) {
      callers.add(Map.of("Authorization", "Bearer " + member));
      callers.add(Map.of("Authorization", "Bearer " + staff));
      callers.add(Map.of("Authorization", "Bearer nonsense"));
      callers.add(Map.of("Cookie", Gate.STAFF_COOKIE + "=" + staff, "Accept", "text/html"));
    }
    for (Map<String, String> caller : callers) {
      HttpResponse<byte[]> answer = server.send(route.method(), path, caller, new byte[0]);
      answers.add(Contract.Answer.of(answer));
    }
    return answers;
  }

  private static String one(HttpHeaders headers, String name) {
    assertEquals(1, headers.allValues(name).size(), name + " " + headers.map());
    return headers.allValues(name).get(0);
  }
}
