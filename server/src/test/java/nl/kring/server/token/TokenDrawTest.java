package nl.kring.server.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import nl.kring.model.WireJson;
import nl.kring.model.time.IsoWeek;
import nl.kring.model.token.Token;
import nl.kring.model.token.TokenChallenge;
import nl.kring.model.token.TokenDraft;
import nl.kring.model.token.TokenDraw;
import nl.kring.model.token.TokenDrawAnswer;
import nl.kring.model.token.TokenKeySlice;
import nl.kring.model.token.TokenRequest;
import nl.kring.server.app.TestServer;
import nl.kring.server.app.TestServer.Phone;
import nl.kring.server.platform.AtOnce;
import nl.kring.server.platform.db.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Drawing: one token per membership and key, over every route together. */
class TokenDrawTest {
  private static final IsoWeek WEEK = IsoWeek.at(TestServer.THURSDAY);
  private static final TokenChallenge CHALLENGE = TokenChallenge.ofHost("127.0.0.1");

  private static List<TokenDraft> drafts(TokenKeySlice slice) {
    List<TokenDraft> drafts = new ArrayList<>();
    for (TokenKeySlice.Day day : slice.week(WEEK).days()) {
      drafts.add(TokenDraft.begin(day.tokenKey(), CHALLENGE, new SecureRandom()));
    }
    return drafts;
  }

  private static HttpResponse<byte[]> draw(TestServer server, Phone phone, List<TokenDraft> drafts)
      throws Exception {
    return server.send(
        "POST",
        "/api/v1/token-draws",
        Map.of(
            "Authorization", "Bearer " + phone.accessToken(), "Content-Type", "application/json"),
        WireJson.write(TokenDraw.ofWeek(WEEK, drafts.stream().map(TokenDraft::request).toList())));
  }

  private static HttpResponse<byte[]> issue(TestServer server, Phone phone, byte[] request)
      throws Exception {
    return server.send(
        "POST",
        "/token-request",
        Map.of(
            "Authorization",
            "Bearer " + phone.accessToken(),
            "Content-Type",
            TokenRequest.MEDIA_TYPE),
        request);
  }

  @ParameterizedTest
  @EnumSource
  void aWeekIsDrawnWholeAndTheSameMessagesAgainGetTheSameBytes(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      Phone phone = server.join();
      List<TokenDraft> drafts = drafts(server.slice(phone));
      HttpResponse<byte[]> first = draw(server, phone, drafts);
      assertEquals(200, first.statusCode());
      List<byte[]> signatures =
          WireJson.read(first.body(), TokenDrawAnswer.class).blindSignatures();
      for (int i = 0; i < 7; i++) {
        Token token = drafts.get(i).finish(signatures.get(i));
        assertTrue(token.isSignedBy(drafts.get(i).tokenKey()));
      }
      assertArrayEquals(first.body(), draw(server, phone, drafts).body());
      assertEquals(409, draw(server, phone, drafts(server.slice(phone))).statusCode());
      assertArrayEquals(
          signatures.get(3),
          issue(server, phone, drafts.get(3).request().encoded()).body(),
          "the standard route gives the same signature for the same message");
    }
  }

  @ParameterizedTest
  @EnumSource
  void sixtyFourDrawsAtOnceOverBothRoutesGiveOneTokenPerKey(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      Phone phone = server.join();
      TokenKeySlice slice = server.slice(phone);
      List<Callable<HttpResponse<byte[]>>> calls = new ArrayList<>();
      List<byte[]> mondays = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        List<TokenDraft> drafts = drafts(slice);
        mondays.add(drafts.get(0).request().blindedMessage());
        boolean isBatch = i % 2 == 0;
        calls.add(
            () ->
                isBatch
                    ? draw(server, phone, drafts)
                    : issue(server, phone, drafts.get(0).request().encoded()));
      }
      int granted = 0;
      for (HttpResponse<byte[]> answer : AtOnce.all(calls)) {
        int status = answer.statusCode();
        assertTrue(status == 200 || status == 409, "answered " + status);
        granted += status == 200 ? 1 : 0;
      }
      assertEquals(1, granted, "one message for Monday's key, whatever the route");
      long records =
          server
              .app
              .people()
              .reader()
              .withHandle(
                  handle ->
                      handle
                          .createQuery("SELECT COUNT(*) FROM token_draw WHERE token_key_id = :id")
                          .bind("id", slice.week(WEEK).days().get(0).tokenKey().tokenKeyId())
                          .mapTo(long.class)
                          .one());
      assertEquals(1, records);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTokenRequestOfAnotherTypeSizeOrKeyIsRefusedAndUsesNothingUp(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      Phone phone = server.join();
      TokenKeySlice slice = server.slice(phone);
      TokenDraft draft = drafts(slice).get(0);
      byte[] good = draft.request().encoded();
      byte[] type = good.clone();
      type[1] = 1;
      assertEquals(422, issue(server, phone, type).statusCode());
      assertEquals(422, issue(server, phone, new byte[0]).statusCode());
      assertEquals(422, issue(server, phone, new byte[260]).statusCode());
      Set<Integer> known = new HashSet<>();
      slice
          .weeks()
          .forEach(w -> w.days().forEach(d -> known.add(d.tokenKey().truncatedTokenKeyId())));
      slice.months().forEach(m -> known.add(m.tokenKey().truncatedTokenKeyId()));
      int unknown = 0;
      while (known.contains(unknown)) {
        unknown++;
      }
      byte[] key = good.clone();
      key[2] = (byte) unknown;
      assertEquals(422, issue(server, phone, key).statusCode());
      byte[] tooLarge = good.clone();
      java.util.Arrays.fill(tooLarge, 3, tooLarge.length, (byte) 0xff);
      assertEquals(422, issue(server, phone, tooLarge).statusCode());
      assertEquals(200, issue(server, phone, good).statusCode());
    }
  }
}
