package nl.kring.server.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import nl.kring.model.WireJson;
import nl.kring.model.membership.DevicePublicKey;
import nl.kring.model.membership.NewRecoveryCode;
import nl.kring.model.membership.RecoveryCode;
import nl.kring.model.membership.RecoveryRequest;
import nl.kring.model.time.IsoWeek;
import nl.kring.model.token.TokenChallenge;
import nl.kring.model.token.TokenDraft;
import nl.kring.model.token.TokenDraw;
import nl.kring.server.app.App;
import nl.kring.server.app.AppConfig;
import nl.kring.server.app.TestServer;
import nl.kring.server.app.TestServer.Phone;
import nl.kring.server.platform.AtOnce;
import nl.kring.server.platform.db.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many at once, two processes, and the very instant at which a recovery takes effect. */
class RecoveryRaceTest {
  private static final Instant TAKES_EFFECT = Instant.parse("2026-11-21T03:00:00Z");
  private static final String ME = "/api/v1/memberships/me";

  private static KeyPair key() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static DevicePublicKey publicKey(KeyPair key) {
    return DevicePublicKey.of((ECPublicKey) key.getPublic());
  }

  private static RecoveryCode giveCode(TestServer server, Phone phone) throws Exception {
    RecoveryCode code = RecoveryCode.random(new SecureRandom());
    assertEquals(
        204, asMember(server, "PUT", ME + "/recovery-code", phone, new NewRecoveryCode(code)));
    return code;
  }

  private static int asMember(
      TestServer server, String method, String path, Phone phone, Object body) throws Exception {
    return server
        .send(
            method,
            path,
            Map.of(
                "Authorization",
                "Bearer " + phone.accessToken(),
                "Content-Type",
                "application/json"),
            body == null ? new byte[0] : WireJson.write(body))
        .statusCode();
  }

  private static HttpResponse<byte[]> ask(TestServer server, RecoveryCode code, KeyPair key)
      throws Exception {
    return server.send(
        "POST",
        "/api/v1/recoveries",
        Map.of("Content-Type", "application/json"),
        WireJson.write(new RecoveryRequest(code, publicKey(key))));
  }

  private static long count(List<Integer> statuses, int status) {
    return statuses.stream().filter(each -> each == status).count();
  }

  private static String keyOf(TestServer server, String membershipId) {
    return server
        .app
        .people()
        .reader()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT device_key FROM membership WHERE id = :id")
                    .bind("id", membershipId)
                    .mapTo(String.class)
                    .one());
  }

  @ParameterizedTest
  @EnumSource
  void ofSixtyFourPhonesOneWaitsAndItsMembershipMovesOnceAlsoWithTwoProcesses(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      Phone old = server.join();
      RecoveryCode code = giveCode(server, old);
      List<KeyPair> keys = new ArrayList<>();
      List<Callable<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        KeyPair key = key();
        keys.add(key);
        calls.add(() -> ask(server, code, key).statusCode());
      }
      List<Integer> statuses = AtOnce.all(calls);
      assertEquals(1, count(statuses, 202), statuses.toString());
      assertEquals(63, count(statuses, 409), statuses.toString());
      KeyPair first = keys.get(statuses.indexOf(202));

      Map<String, String> environment = new HashMap<>(server.environment);
      environment.put("KRING_PORT", "0");
      try (App second = new App(AppConfig.of(environment)).start()) {
        String other = "http://127.0.0.1:" + second.port();
        server.setClock(TAKES_EFFECT);
        List<Callable<Integer>> due = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
          KeyPair key = i < 32 ? first : keys.get(i);
          String address = i % 2 == 0 ? server.address : other;
          due.add(() -> askAt(address, code, key));
        }
        List<Integer> after = AtOnce.all(due);
        for (int i = 0; i < 64; i++) {
          boolean isFirst = i < 32 || keys.get(i).equals(first);
          assertEquals(isFirst ? 200 : 404, after.get(i), "request " + i);
        }
      }
      assertEquals(publicKey(first).encoded(), keyOf(server, old.membershipId()));
      assertEquals(1, server.app.memberships().count(server.groupId));
      server.accessToken(old.membershipId(), first);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatTheOldPhoneHoldsEndsAtTheMinuteOfTheMove(TestDatabases databases, @TempDir Path folder)
      throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      Phone joined = server.join();
      assertEquals(202, ask(server, giveCode(server, joined), key()).statusCode());
      server.setClock(TAKES_EFFECT.minusSeconds(60));
      Phone old =
          new Phone(
              joined.membershipId(),
              joined.key(),
              server.accessToken(joined.membershipId(), joined.key()));
      String slice = "/api/v1/groups/" + server.groupId + "/token-keys";
      for (String path : List.of(ME, slice)) {
        assertEquals(200, asMember(server, "GET", path, old, null));
      }
      server.setClock(TAKES_EFFECT.plusSeconds(60));
      for (String path : List.of(ME, slice)) {
        assertEquals(401, asMember(server, "GET", path, old, null), "2 minutes after it was given");
      }
    }
  }

  private static int askAt(String address, RecoveryCode code, KeyPair key) throws Exception {
    return java.net.http.HttpClient.newHttpClient()
        .send(
            java.net.http.HttpRequest.newBuilder(
                    java.net.URI.create(address + "/api/v1/recoveries"))
                .header("Content-Type", "application/json")
                .POST(
                    java.net.http.HttpRequest.BodyPublishers.ofByteArray(
                        WireJson.write(new RecoveryRequest(code, publicKey(key)))))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @ParameterizedTest
  @EnumSource
  void refusingAndTakingEffectAtTheSameInstantHaveOneOutcome(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      for (int round = 0; round < 12; round++) {
        server.setClock(TestServer.THURSDAY);
        Phone joined = server.join();
        RecoveryCode code = giveCode(server, joined);
        KeyPair fresh = key();
        assertEquals(202, ask(server, code, fresh).statusCode());
        server.setClock(TAKES_EFFECT.minusSeconds(1));
        Phone old =
            new Phone(
                joined.membershipId(),
                joined.key(),
                server.accessToken(joined.membershipId(), joined.key()));
        int movedAt = round * 2;
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
          boolean isRefusal = i % 2 == 0;
          boolean isMover = i == movedAt;
          calls.add(
              () -> {
                if (isMover) {
                  server.setClock(TAKES_EFFECT);
                }
                return isRefusal
                    ? asMember(server, "DELETE", ME + "/recovery", old, null)
                    : ask(server, code, fresh).statusCode();
              });
        }
        List<Integer> statuses = AtOnce.all(calls);
        List<Integer> refusals = new ArrayList<>();
        List<Integer> asked = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
          (i % 2 == 0 ? refusals : asked).add(statuses.get(i));
        }
        boolean hasMoved = keyOf(server, old.membershipId()).equals(publicKey(fresh).encoded());
        String at = "refusals " + refusals + ", asked " + asked;
        if (hasMoved) {
          assertEquals(12, count(refusals, 401), at);
          assertEquals(12, count(asked, 202) + count(asked, 200), at);
        } else {
          assertEquals(12, count(refusals, 204), at);
          assertEquals(12, count(asked, 202) + count(asked, 404), at);
          server.accessToken(old.membershipId(), old.key());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAccessTokenOfTheOldPhoneIsOfNoUseFromTheVeryInstant(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      Phone joined = server.join();
      RecoveryCode code = giveCode(server, joined);
      assertEquals(202, ask(server, code, key()).statusCode());
      server.setClock(TAKES_EFFECT.minusSeconds(1));
      Phone old =
          new Phone(
              joined.membershipId(),
              joined.key(),
              server.accessToken(joined.membershipId(), joined.key()));
      IsoWeek week = IsoWeek.at(TestServer.THURSDAY);
      List<TokenDraft> drafts = new ArrayList<>();
      server
          .slice(old)
          .week(week)
          .days()
          .forEach(
              day ->
                  drafts.add(
                      TokenDraft.begin(
                          day.tokenKey(), TokenChallenge.ofHost("127.0.0.1"), new SecureRandom())));
      TokenDraw draw = TokenDraw.ofWeek(week, drafts.stream().map(TokenDraft::request).toList());
      assertEquals(200, asMember(server, "GET", ME, old, null));
      server.setClock(TAKES_EFFECT);
      assertEquals(401, asMember(server, "POST", "/api/v1/token-draws", old, draw));
      assertEquals(401, asMember(server, "GET", ME, old, null));
      assertEquals(401, asMember(server, "GET", ME + "/export", old, null));
      assertEquals(401, asMember(server, "DELETE", ME + "/recovery", old, null));
      assertEquals(
          401, asMember(server, "PUT", ME + "/recovery-code", old, new NewRecoveryCode(code)));
      assertEquals(401, asMember(server, "DELETE", ME, old, null));
      server.json(
          "POST",
          "/api/v1/access-tokens",
          null,
          Map.of("assertion", server.assertion(old.membershipId(), old.key(), TAKES_EFFECT)),
          401);
      assertEquals(1, server.app.memberships().count(server.groupId));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aKeyThatIsOrWillBeInAnotherMembershipCannotTakeOneOver(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      Phone one = server.join();
      Phone other = server.join();
      RecoveryCode code = giveCode(server, one);
      RecoveryCode another = giveCode(server, other);
      assertEquals(409, ask(server, code, other.key()).statusCode(), "a member elsewhere");
      assertEquals(200, ask(server, code, one.key()).statusCode(), "it is this phone's already");
      KeyPair fresh = key();
      assertEquals(202, ask(server, code, fresh).statusCode());
      assertEquals(409, ask(server, another, fresh).statusCode(), "it waits for another");
      server.json(
          "POST",
          "/api/v1/memberships",
          null,
          Map.of("joinCode", server.joinCode(), "deviceKey", publicKey(fresh)),
          409);
      assertEquals(404, ask(server, RecoveryCode.random(new SecureRandom()), key()).statusCode());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aKeyThatJoinsAndAsksForAMembershipAtOnceGetsOneOfTheTwo(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      for (int round = 0; round < 10; round++) {
        RecoveryCode code = giveCode(server, server.join());
        RecoveryCode another = giveCode(server, server.join());
        KeyPair key = key();
        String joinCode = server.joinCode();
        List<Integer> statuses =
            AtOnce.all(
                List.of(
                    () -> join(server, joinCode, key),
                    () -> ask(server, code, key).statusCode(),
                    () -> ask(server, another, key).statusCode()));
        assertEquals(2, count(statuses, 409), statuses.toString());
        assertEquals(1, count(statuses, 201) + count(statuses, 202), statuses.toString());
      }
    }
  }

  private static int join(TestServer server, String joinCode, KeyPair key) throws Exception {
    return server
        .send(
            "POST",
            "/api/v1/memberships",
            Map.of("Content-Type", "application/json"),
            WireJson.write(Map.of("joinCode", joinCode, "deviceKey", publicKey(key))))
        .statusCode();
  }
}
