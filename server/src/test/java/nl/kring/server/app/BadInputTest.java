package nl.kring.server.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.kring.model.WireJson;
import nl.kring.model.checkin.Slip;
import nl.kring.model.checkin.TimeOut;
import nl.kring.model.time.IsoWeek;
import nl.kring.server.competence.Learner;
import nl.kring.server.competence.NewAgreement;
import nl.kring.server.competence.NewCourse;
import nl.kring.server.competence.NewOrganisation;
import nl.kring.server.competence.OrganisationKind;
import nl.kring.server.competence.Subject;
import nl.kring.server.platform.Thorough;
import nl.kring.server.platform.db.TestDatabases;
import nl.kring.server.platform.security.Caller;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is sent, the answer is a problem with the right status that repeats nothing of it, on
 * both databases; and afterwards the server still counts a check-in.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
  private static final int THURSDAY = 3;

  /** A server, and what proves something to it. */
  private record Target(
      TestServer server, Map<BadRequests.Proof, String> proofs, Map<String, String> own) {
    /** A path to what this server has. */
    private String path(String target) {
      String path = target;
      for (Map.Entry<String, String> each : own.entrySet()) {
        path = path.replace("OWN-" + each.getKey(), each.getValue());
      }
      return path;
    }
  }

  private final Map<TestDatabases, Target> targets = new EnumMap<>(TestDatabases.class);

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    for (TestDatabases databases : TestDatabases.values()) {
      TestServer server = new TestServer(databases, folder.resolve(databases.name()));
      TestServer.Phone phone = server.join();
      String token =
          server.draw(phone, IsoWeek.at(TestServer.THURSDAY)).get(THURSDAY).headerValue();
      String coordinator = server.coordinatorToken();
      targets.put(
          databases,
          new Target(
              server,
              Map.of(
                  BadRequests.Proof.MEMBER, "Bearer " + phone.accessToken(),
                  BadRequests.Proof.STAFF, "Bearer " + server.facilitatorToken(),
                  BadRequests.Proof.COORDINATOR, "Bearer " + coordinator,
                  BadRequests.Proof.ADMINISTRATOR, "Bearer " + server.administratorToken(),
                  BadRequests.Proof.TOKEN, token,
                  BadRequests.Proof.MONTH_TOKEN,
                      server.draw(phone, YearMonth.of(2026, 11)).headerValue()),
              own(server, coordinator)));
    }
  }

  private static Map<String, String> own(TestServer server, String token) {
    App app = server.app;
    Caller.Staff coordinator = app.staff().authenticate(token).orElseThrow();
    LocalDate day = LocalDate.of(2026, 11, 2);
    String team =
        app.agreements()
            .add(coordinator, new NewOrganisation("Wijkteam", OrganisationKind.LOCAL_TEAM));
    String course =
        app.courses()
            .add(
                coordinator,
                new NewCourse("Signalen", List.of(Learner.FACILITATOR), List.of(), 12, null));
    return Map.of(
        "groupId",
        server.groupId,
        "organisationId",
        team,
        "recordId",
        app.courses().record(coordinator, server.staffId, course, day),
        "agreementId",
        app.agreements()
            .agree(
                coordinator,
                new NewAgreement(team, List.of(Subject.REFERS_TO_US), day, day.plusYears(1))));
  }

  @AfterAll
  void stop() throws Exception {
    for (Target target : targets.values()) {
      try (TestServer server = target.server()) {
        byte[] nothing = new byte[0];
        assertEquals(200, server.send("GET", "/health/ready", Map.of(), nothing).statusCode());
        Map<String, String> headers =
            Map.of(
                "Authorization",
                target.proofs().get(BadRequests.Proof.TOKEN),
                "Content-Type",
                "application/json");
        byte[] slip = new Slip(3, 2, TimeOut.NOT_NEEDED).paddedBytes();
        assertEquals(204, server.send("POST", "/api/v1/check-ins", headers, slip).statusCode());
      }
    }
  }

  /** Every sixteenth one; all where CI asks for it. */
  static List<BadRequests.Case> requests() {
    List<BadRequests.Case> all = BadRequests.of(Contract.OURS);
    int every = Thorough.or(16, 1);
    return IntStream.range(0, all.size()).filter(i -> i % every == 0).mapToObj(all::get).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void aBadRequestGetsAProblem(BadRequests.Case request) throws Exception {
    for (Target target : targets.values()) {
      List<String> headers = new ArrayList<>();
      if (request.proof() != BadRequests.Proof.NONE) {
        headers.add("Authorization: " + target.proofs().get(request.proof()));
      }
      headers.addAll(request.headers());
      String path = target.path(request.target());
      byte[] bytes = RawHttp.request(request.method(), path, headers, request.body());
      Contract.Answer answer = RawHttp.send(target.server().app.port(), bytes).orElseThrow();
      String text = new String(answer.body(), StandardCharsets.UTF_8);
      assertTrue(
          request.statuses().contains(answer.statusCode()),
          request
              + " answered "
              + answer.statusCode()
              + " "
              + text
              + ", not "
              + request.statuses());
      assertEquals(
          List.of(),
          Contract.OURS.faults(request.method(), path, request.body(), answer),
          request.toString());
      if (answer.statusCode() >= 400) {
        assertIsProblem(answer, request.method().equals("HEAD"));
      }
    }
  }

  private static void assertIsProblem(Contract.Answer answer, boolean isHead) throws Exception {
    assertEquals(
        Optional.of("application/problem+json"), answer.headers().firstValue("Content-Type"));
    assertEquals(Optional.of("0.1.0"), answer.headers().firstValue("API-Version"));
    assertEquals(Optional.of("no-store"), answer.headers().firstValue("Cache-Control"));
    String all = answer.headers().map() + new String(answer.body(), StandardCharsets.UTF_8);
    assertFalse(all.contains(BadRequests.MARK), "repeats what was sent: " + all);
    assertFalse(all.matches("(?s).*(Exception|\\.java|nl\\.kring|jetty|Jackson).*"), all);
    if (!isHead) {
      JsonNode problem = WireJson.mapper().readTree(answer.body());
      assertEquals(answer.statusCode(), problem.path("status").asInt(), all);
    }
  }

  static Stream<String> noise() {
    return Stream.of(
        "GARBAGE\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003" + "\u0000".repeat(200),
        "GET /health/ready HTTP/9.9\r\n\r\n",
        "GET /health/ready HTTP/1.1\r\n\r\n",
        "GET /health/ready HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /health/ready HTTP/1.1\r\nHost: zqx mark\u00ff/\r\n\r\n",
        "GET /health/ready HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n",
        "GET /health/ready HTTP/1.1\r\nHost: a\r\nX\u0000: a\r\n\r\n",
        "GET /health/ready HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(20_000) + "\r\n\r\n",
        "GET /health/ready HTTP/1.1\r\nHost: a\r\n" + "X: a\r\n".repeat(5_000) + "\r\n",
        "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /staff/%00 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /static/..%2f..%2fopenapi.yaml HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /static/%2e%2e/openapi.yaml HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /nowhere/zqxmark HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /nowhere?zqxmark=%zz HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET \u0001\u0002 HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST /api/v1/check-ins HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "POST /api/v1/check-ins HTTP/1.1\r\nHost: a\r\nContent-Length: zqxmark\r\n\r\n",
        "POST /api/v1/check-ins HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "POST /api/v1/check-ins HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n"
            + "Transfer-Encoding: chunked\r\n\r\nab",
        "POST /api/v1/staff-sign-ins HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
        "POST /api/v1/staff-sign-ins HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: zqxmark\r\n\r\n",
        "CONNECT zqxmark:443 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource("noise")
  void noiseOnTheLineGetsAProblem(String noise) throws Exception {
    byte[] bytes =
        noise
            .replaceFirst("(?<=HTTP/1.1\r\n)", "Connection: close\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    Contract.Answer answer =
        RawHttp.send(targets.get(TestDatabases.SQLITE).server().app.port(), bytes).orElseThrow();
    assertTrue(
        answer.statusCode() >= 400 && answer.statusCode() < 500,
        noise + " answered " + answer.statusCode());
    assertIsProblem(answer, false);
  }

  /** Else a client that keeps its connections sends its next request into one that is gone. */
  @ParameterizedTest
  @ValueSource(strings = {"GET /staff/%00", "GET /%zz", "GARBAGE"})
  void whoIsHungUpOnIsToldSo(String start) throws Exception {
    byte[] bytes = (start + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    Contract.Answer answer =
        RawHttp.send(targets.get(TestDatabases.SQLITE).server().app.port(), bytes).orElseThrow();
    assertEquals("close", answer.headers().firstValue("Connection").orElse(""));
  }
}
