package nl.kring.server.staff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import nl.kring.server.app.TestServer;
import nl.kring.server.platform.db.TestDatabases;
import nl.kring.server.platform.security.Role;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StaffRoutesTest {
  private static final String SIGN_INS = "/api/v1/staff-sign-ins";
  private static final String ME = "/api/v1/staff-sign-ins/me";

  private static JsonNode signIn(TestServer server, String name, String password, int expected)
      throws Exception {
    return server.json(
        "POST", SIGN_INS, null, Map.of("name", name, "password", password), expected);
  }

  @ParameterizedTest
  @EnumSource
  void aSignInAnswersWithATokenItsEndAndTheRole(TestDatabases databases, @TempDir Path folder)
      throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      String id =
          server
              .app
              .staff()
              .create("Utrecht", Role.MUNICIPALITY_VIEWER, null, "GM0344", server.password);
      JsonNode answer = signIn(server, "Utrecht", server.password, 201);
      assertTrue(answer.get("token").asText().matches("[A-Za-z0-9_-]{43}"));
      assertEquals("Bearer", answer.get("tokenType").asText());
      assertEquals(
          TestServer.THURSDAY.plus(Duration.ofHours(12)),
          Instant.parse(answer.get("expiresAt").asText()));
      assertEquals("municipality-viewer", answer.get("role").asText());
      assertEquals(id, answer.get("staffId").asText());
      assertEquals(
          "facilitator", signIn(server, "Samir", server.password, 201).get("role").asText());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWrongPasswordAndAnUnknownNameAreTheSameProblem(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      JsonNode wrong = signIn(server, "Samir", "een ander wachtwoord", 401);
      assertEquals("/problems#sign-in-failed", wrong.get("type").asText());
      assertEquals(wrong, signIn(server, "Ruud", server.password, 401));
      server.json("POST", SIGN_INS, null, Map.of("name", "Samir"), 400);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoSignedOutIsNobody(TestDatabases databases, @TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      String token = server.facilitatorToken();
      server.json("DELETE", ME, token, null, 204);
      server.json("DELETE", ME, token, null, 401);
      server.json("DELETE", ME, null, null, 401);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTokenIsWorthNothingAfterTwelveHours(TestDatabases databases, @TempDir Path folder)
      throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      String token = server.facilitatorToken();
      server.setClock(TestServer.THURSDAY.plus(Duration.ofHours(12)));
      server.json("DELETE", ME, token, null, 401);
    }
  }
}
