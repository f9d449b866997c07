package nl.kring.server.checkin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import nl.kring.model.checkin.Slip;
import nl.kring.model.checkin.TimeOut;
import nl.kring.model.time.IsoWeek;
import nl.kring.model.token.Token;
import nl.kring.server.app.TestServer;
import nl.kring.server.app.TestServer.Phone;
import nl.kring.server.platform.AtOnce;
import nl.kring.server.platform.db.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Spending tokens on slips, closing weeks, and what of it is published. */
class CheckInTest {
  private static final IsoWeek WEEK = IsoWeek.at(TestServer.THURSDAY);
  private static final int THURSDAY = 3;
  private static final Slip SLIP = new Slip(3, 2, TimeOut.NOT_NEEDED);

  private static List<Token> draw(TestServer server, Phone phone) throws Exception {
    return server.draw(phone, WEEK);
  }

  private static HttpResponse<byte[]> spend(TestServer server, Token token, Slip slip)
      throws Exception {
    return server.send(
        "POST",
        "/api/v1/check-ins",
        Map.of("Authorization", token.headerValue(), "Content-Type", "application/json"),
        slip.paddedBytes());
  }

  private static long people(TestServer server, LocalDate day) {
    return server
        .app
        .counts()
        .reader()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT COALESCE(SUM(people), 0) FROM pulse_day WHERE day = :day")
                    .bind("day", day.toString())
                    .mapTo(long.class)
                    .one());
  }

  @ParameterizedTest
  @EnumSource
  void oneTokenSpentFromSixtyFourThreadsIsCountedOnce(TestDatabases databases, @TempDir Path folder)
      throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      Token token = draw(server, server.join()).get(THURSDAY);
      Slip other = new Slip(5, 5, TimeOut.USED);
      List<Callable<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        calls.add(() -> spend(server, token, SLIP).statusCode());
      }
      for (int status : AtOnce.all(calls)) {
        assertEquals(204, status, "the same body is the same answer, for ever");
      }
      assertEquals(409, spend(server, token, other).statusCode());
      assertEquals(204, spend(server, token, SLIP).statusCode());
      assertEquals(1, people(server, WEEK.monday().plusDays(THURSDAY)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPulseWeekIsPublishedOnceAndALateSlipChangesNothing(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      List<List<Token>> phones = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        phones.add(draw(server, server.join()));
      }
      for (int i = 0; i < 5; i++) {
        assertEquals(204, spend(server, phones.get(i).get(THURSDAY), SLIP).statusCode());
      }
      String path = "/api/v1/groups/" + server.groupId + "/pulse";
      assertEquals(
          0, server.json("GET", path, server.facilitatorToken(), null, 200).get("weeks").size());
      server.setClock(WEEK.closesAt().minusSeconds(1));
      String before = server.facilitatorToken();
      assertEquals(0, server.json("GET", path, before, null, 200).get("weeks").size());
      server.setClock(WEEK.closesAt());
      JsonNode published = server.json("GET", path, before, null, 200);
      assertEquals(1, published.get("weeks").size());
      assertEquals("[0,0,5,0,0]", published.at("/weeks/0/tension").toString());
      assertEquals(5, published.at("/weeks/0/timeOut/not-needed").asInt());
      HttpResponse<byte[]> late = spend(server, phones.get(5).get(THURSDAY), SLIP);
      assertEquals(401, late.statusCode());
      assertTrue(
          late.headers().firstValue("WWW-Authenticate").orElse("").startsWith("PrivateToken"));
      server.app.upkeep();
      assertEquals(published, server.json("GET", path, before, null, 200));
      assertEquals(0, people(server, WEEK.monday().plusDays(THURSDAY)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWeekWithoutADayOfFivePeopleLeavesNoRow(TestDatabases databases, @TempDir Path folder)
      throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      for (int i = 0; i < 8; i++) {
        Token token = draw(server, server.join()).get(i < 4 ? THURSDAY : THURSDAY - 1);
        assertEquals(204, spend(server, token, SLIP).statusCode());
      }
      server.setClock(WEEK.closesAt().plus(Duration.ofMinutes(1)));
      server.app.upkeep();
      for (String table : List.of("pulse_week", "pulse_answer", "pulse_day")) {
        assertEquals(
            0L,
            server
                .app
                .counts()
                .reader()
                .<Long, RuntimeException>withHandle(
                    handle ->
                        handle
                            .createQuery("SELECT COUNT(*) FROM " + table)
                            .mapTo(Long.class)
                            .one()),
            table);
      }
      long left =
          server
              .app
              .counts()
              .reader()
              .withHandle(
                  handle ->
                      handle
                          .createQuery("SELECT COUNT(*) FROM token_key WHERE week = :week")
                          .bind("week", WEEK.toString())
                          .mapTo(long.class)
                          .one());
      assertEquals(0, left, "its keys are gone");
      assertTrue(
          server.app.memberships().drawnScopes().stream().noneMatch(WEEK.toString()::equals),
          "and what was drawn for it");
    }
  }

  @Test
  void aTokenOfTomorrowIsTooEarlyAndAForgedOneIsRefused(@TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(TestDatabases.SQLITE, folder)) {
      List<Token> tokens = draw(server, server.join());
      HttpResponse<byte[]> early = spend(server, tokens.get(THURSDAY + 1), SLIP);
      assertEquals(425, early.statusCode());
      assertEquals("43200", early.headers().firstValue("Retry-After").orElse(""));
      byte[] forged = tokens.get(THURSDAY).encoded();
      forged[200] ^= 1;
      assertEquals(401, spend(server, Token.decode(forged), SLIP).statusCode());
      assertEquals(204, spend(server, tokens.get(THURSDAY), SLIP).statusCode());
    }
  }

  @Test
  void everyAnswerToAnAnonymousPostHasOneLengthOnTheWire(@TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(TestDatabases.SQLITE, folder)) {
      List<Token> tokens = draw(server, server.join());
      Set<Integer> lengths = new HashSet<>();
      List<String> statuses = new ArrayList<>();
      for (String[] request :
          new String[][] {
            {
              tokens.get(THURSDAY).headerValue(),
              new String(SLIP.paddedBytes(), StandardCharsets.UTF_8)
            },
            {
              tokens.get(THURSDAY).headerValue(),
              new String(new Slip(1, 1, TimeOut.USED).paddedBytes(), StandardCharsets.UTF_8)
            },
            {tokens.get(THURSDAY + 1).headerValue(), "{}"},
            {tokens.get(THURSDAY - 1).headerValue(), "{}"},
            {"PrivateToken token=\"AAAA\"", "{}"}
          }) {
        byte[] answer = raw(server, request[0], request[1]);
        lengths.add(answer.length);
        statuses.add(new String(answer, 9, 3, StandardCharsets.US_ASCII));
      }
      assertEquals(List.of("204", "409", "425", "400", "401"), statuses);
      assertEquals(1, lengths.size(), lengths.toString());
    }
  }

  private static byte[] raw(TestServer server, String authorization, String body) throws Exception {
    URI address = URI.create(server.address);
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /api/v1/check-ins HTTP/1.1\r\nHost: kring\r\nConnection: close\r\n"
                  + "Content-Type: application/json\r\nAuthorization: "
                  + authorization
                  + "\r\nContent-Length: "
                  + body.length()
                  + "\r\n\r\n"
                  + body)
              .getBytes(StandardCharsets.UTF_8));
      out.flush();
      InputStream in = socket.getInputStream();
      return in.readAllBytes();
    }
  }
}
