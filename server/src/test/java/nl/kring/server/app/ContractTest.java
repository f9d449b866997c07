package nl.kring.server.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import nl.kring.model.WireJson;
import nl.kring.server.platform.audit.Act;
import nl.kring.server.platform.db.TestDatabases;
import nl.kring.server.platform.http.Headers;
import nl.kring.server.platform.security.Role;
import nl.kring.server.uptake.Release;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The routes and their answers against {@code openapi.yaml}, both ways. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractTest {
  private static final byte[] NOTHING = new byte[0];

  /** What answers to people or serves files; everything else is the API. */
  private static final Set<String> NOT_API = Set.of("/openapi.json", "/problems", "/static/{file}");

  /** Routes on which a phone polls. */
  private static final Set<String> POLLED =
      Set.of(
          "/api/v1/municipalities",
          "/api/v1/groups",
          "/api/v1/groups/{groupId}",
          "/api/v1/groups/{groupId}/meetings",
          "/api/v1/groups/{groupId}/token-keys",
          "/api/v1/token-key-roots/{week}",
          "/api/v1/memberships/me",
          "/api/v1/groups/{groupId}/pulse",
          "/api/v1/uptake-releases",
          "/api/v1/uptake-releases/{month}",
          "/feeds/groups/{groupId}.ics",
          "/feeds/staff/{secret}/calendar.ics",
          "/.well-known/private-token-issuer-directory");

  private TestServer server;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    server = new TestServer(TestDatabases.SQLITE, folder);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  static boolean isApi(Route route) {
    return !NOT_API.contains(route.path()) && !route.path().matches("/(staff|styleguide)(/.*)?");
  }

  @Test
  void everyRouteIsInTheContractAndTheContractHasNoOthers() {
    Map<String, Set<String>> routes = new TreeMap<>();
    server.app.routes().stream()
        .filter(ContractTest::isApi)
        .forEach(route -> routes.put(route.method() + " " + route.path(), proofs(route.roles())));
    Map<String, Set<String>> contract = new TreeMap<>();
    Contract.OURS.operations().forEach(each -> contract.put(each.toString(), each.security()));
    assertEquals(contract, routes, "openapi.yaml, and what is registered; with who may ask");
  }

  /** The security schemes that a route with these roles takes. */
  private static Set<String> proofs(Set<Role> roles) {
    Set<String> proofs = new TreeSet<>();
    for (Role role : roles) {
      proofs.add(
          switch (role) {
            case ANYONE -> "";
            case NOBODY -> "privateToken";
            case MEMBER -> "member";
            default -> "staff";
          });
    }
    return proofs;
  }

  @Test
  void theActsOfTheAuditTrailAreThoseOfTheContract() throws Exception {
    Set<String> contract = new TreeSet<>();
    new YAMLMapper()
        .readTree(yaml())
        .at("/components/schemas/AuditEvents/properties/events/items/properties/act/enum")
        .forEach(each -> contract.add(each.asText()));
    Set<String> acts = new TreeSet<>();
    for (Act act : Act.values()) {
      acts.add(act.wireName());
    }
    assertEquals(acts, contract);
  }

  @Test
  void theVersionIsThatOfTheContract() throws Exception {
    JsonNode served =
        new YAMLMapper().readTree(server.send("GET", "/openapi.json", Map.of(), NOTHING).body());
    assertEquals(Headers.API_VERSION, served.at("/info/version").asText());
  }

  /** Before its time, so that nothing else of this server's day changes. */
  private void publishNovember() {
    Release release =
        new Release(
            1,
            YearMonth.of(2026, 11),
            LocalDate.of(2026, 12, 10),
            2026,
            null,
            new Release.Parameters("1/4", "1/24", "1/8", 9),
            "0".repeat(64),
            List.of(new Release.CellCount("overig-NL", "men", 3, -2)),
            List.of(new Release.Total("country", "NL", 1, -2)),
            null,
            List.of(),
            List.of(),
            List.of());
    server
        .app
        .counts()
        .writer()
        .useHandle(
            handle ->
                handle.execute(
                    "INSERT INTO uptake_release (month, content, hash, signature)"
                        + " VALUES ('2026-11', ?, ?, 'a.b.c')",
                    WireJson.write(release),
                    "0".repeat(64)));
  }

  @Test
  void whereAPhonePollsAnUnchangedAnswerIsNotSentAgain() throws Exception {
    TestServer.Phone phone = server.join();
    String secret =
        server
            .json("POST", "/api/v1/calendar-addresses", server.facilitatorToken(), null, 201)
            .get("url")
            .asText()
            .replaceAll(".*/staff/|/calendar.*", "");
    publishNovember();
    Set<String> tagged = new TreeSet<>();
    for (Contract.Operation each : Contract.OURS.operations()) {
      if (!each.json().path("responses").has("304")) {
        continue;
      }
      tagged.add(each.path());
      String path =
          each.path()
              .replace("{groupId}", server.groupId)
              .replace("{week}", "2026-W47")
              .replace("{month}", "2026-11")
              .replace("{secret}", secret);
      Map<String, String> asMember =
          each.security().contains("member")
              ? Map.of("Authorization", "Bearer " + phone.accessToken())
              : Map.of();
      HttpResponse<byte[]> first = server.send("GET", path, asMember, NOTHING);
      assertEquals(200, first.statusCode(), path);
      Map<String, String> known = new TreeMap<>(asMember);
      known.put("If-None-Match", first.headers().firstValue("ETag").orElseThrow());
      assertEquals(304, server.send("GET", path, known, NOTHING).statusCode(), path);
    }
    assertEquals(new TreeSet<>(POLLED), tagged);
  }

  @Test
  void whereWaitingIsAskedItIsSaidHowLong() {
    for (Contract.Operation each : Contract.OURS.operations()) {
      for (String status : List.of("425", "429", "503")) {
        JsonNode answer = Contract.OURS.resolve(each.json().path("responses").path(status));
        if (!answer.isMissingNode()) {
          JsonNode header = Contract.OURS.resolve(answer.path("headers").path("Retry-After"));
          assertTrue(header.path("required").asBoolean(), each + " " + status);
        }
      }
    }
  }

  @Test
  void anAnswerThatTheContractDoesNotForeseeIsFound() throws Exception {
    ObjectNode changed = new YAMLMapper().readTree(yaml()).deepCopy();
    ObjectNode group = (ObjectNode) changed.at("/components/schemas/SupportGroup/properties");
    group.remove("programmeName");
    assertFaults(changed, "additional");
    changed = new YAMLMapper().readTree(yaml()).deepCopy();
    ((ObjectNode) changed.at("/paths/~1groups/get/responses/200/headers")).remove("ETag");
    assertFaults(changed, "etag");
    changed = new YAMLMapper().readTree(yaml()).deepCopy();
    ((ObjectNode) changed.at("/paths/~1groups/get/responses")).remove("200");
    assertFaults(changed, "status");
    changed = new YAMLMapper().readTree(yaml()).deepCopy();
    ((ObjectNode) changed.at("/components/schemas/Id")).put("pattern", "^[0-9]$");
    assertFaults(changed, "pattern");
  }

  private static byte[] yaml() throws Exception {
    try (var in = ContractTest.class.getResourceAsStream("/openapi.yaml")) {
      return in.readAllBytes();
    }
  }

  private void assertFaults(JsonNode contract, String word) throws Exception {
    HttpResponse<byte[]> answer = server.send("GET", "/api/v1/groups", Map.of(), NOTHING);
    List<String> faults =
        new Contract(contract).faults("GET", "/api/v1/groups", NOTHING, Contract.Answer.of(answer));
    assertNotEquals(List.of(), faults);
    assertTrue(faults.toString().toLowerCase(java.util.Locale.ROOT).contains(word), faults + "");
  }
}
