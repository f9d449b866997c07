package nl.kring.server.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Jwts;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nl.kring.model.WireJson;
import nl.kring.model.time.IsoWeek;
import nl.kring.model.token.Purpose;
import nl.kring.model.token.SpendWindow;
import nl.kring.model.token.TokenKeyLeaf;
import nl.kring.model.token.TokenKeyRoot;
import nl.kring.model.token.TokenKeySlice;
import nl.kring.server.app.App;
import nl.kring.server.app.TestKeys;
import nl.kring.server.app.TestServer;
import nl.kring.server.platform.db.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The key directory of a running server, as anybody sees it. */
class KeyDirectoryTest {
  private static final IsoWeek W47 = IsoWeek.parse("2026-W47");

  private static TokenKeySlice slice(TestServer server, String groupId) throws Exception {
    JsonNode json =
        server.json("GET", "/api/v1/groups/" + groupId + "/token-keys", null, null, 200);
    return WireJson.read(WireJson.write(json), TokenKeySlice.class);
  }

  private static TokenKeyRoot root(TestServer server, IsoWeek week) throws Exception {
    JsonNode json = server.json("GET", "/api/v1/token-key-roots/" + week, null, null, 200);
    return WireJson.read(WireJson.write(json), TokenKeyRoot.class);
  }

  private static int status(TestServer server, String path) throws Exception {
    return server.send("GET", path, Map.of(), new byte[0]).statusCode();
  }

  @ParameterizedTest
  @EnumSource
  void everyKeyOfEveryGroupLeadsToTheOneRootThatAnybodyGets(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      String second = server.openGroup(server.providerId, "Donderdaggroep");
      assertEquals(404, status(server, "/api/v1/groups/" + second + "/token-keys"));
      server.setClock(W47.plusWeeks(1).monday().atStartOfDay(IsoWeek.ZONE).toInstant());
      server.app.upkeep();
      assertKeysLead(server, server.groupId, 2);
      assertKeysLead(server, second, 1);
      TokenKeySlice asMember = server.slice(server.join());
      assertEquals(Boolean.FALSE, asMember.slipsWanted());
      assertEquals(
          WireJson.mapper().valueToTree(slice(server, server.groupId).weeks()),
          WireJson.mapper().valueToTree(asMember.weeks()));
    }
  }

  private static void assertKeysLead(TestServer server, String groupId, int weeks)
      throws Exception {
    TokenKeySlice slice = slice(server, groupId);
    assertEquals(weeks, slice.weeks().size());
    Set<Integer> truncated = new HashSet<>();
    for (TokenKeySlice.Week week : slice.weeks()) {
      TokenKeyRoot root = root(server, week.week());
      assertSigned(root, server);
      assertTrue(root.isSameTree(week.root()));
      for (TokenKeySlice.Day day : week.days()) {
        byte[] leaf =
            TokenKeyLeaf.hash(
                Purpose.CHECK_IN, groupId, day.day().toString(), day.tokenKey().spki());
        assertTrue(day.inclusion().leads(leaf, root), day.day().toString());
        assertTrue(truncated.add(day.tokenKey().truncatedTokenKeyId()));
      }
      assertFalse(week.months().isEmpty());
      for (TokenKeySlice.MonthInclusion each : week.months()) {
        byte[] leaf =
            TokenKeyLeaf.hash(
                Purpose.PARTICIPATION,
                "",
                each.month().toString(),
                slice.month(each.month()).tokenKey().spki());
        assertTrue(each.inclusion().leads(leaf, root), each.month().toString());
      }
    }
  }

  /** By a library that shares no line with ours. */
  private static void assertSigned(TokenKeyRoot root, TestServer server) {
    Claims claims =
        Jwts.parser()
            .verifyWith(root.publicKey().key())
            .requireIssuer("127.0.0.1")
            .build()
            .parseSignedClaims(root.signature())
            .getPayload();
    assertEquals(root.week().toString(), claims.get("week"));
    assertEquals(root.treeSize(), claims.get("treeSize"));
    assertEquals(root.rootHash(), claims.get("rootHash"));
  }

  @ParameterizedTest
  @EnumSource
  void aRootIsGivenToAnybodyForTwelveWeeksAndNeverChanges(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    try (TestServer server =
        new TestServer(databases, folder, TestServer.THURSDAY, TestKeys.thatSignNothing())) {
      HttpResponse<byte[]> first =
          server.send("GET", "/api/v1/token-key-roots/2026-W47", Map.of(), new byte[0]);
      assertEquals("*", first.headers().firstValue("Access-Control-Allow-Origin").orElseThrow());
      server.setClock(TestServer.THURSDAY.plus(Duration.ofDays(12 * 7)));
      server.app.upkeep();
      HttpResponse<byte[]> last =
          server.send("GET", "/api/v1/token-key-roots/2026-W47", Map.of(), new byte[0]);
      assertEquals(new String(first.body()), new String(last.body()));
      server.setClock(TestServer.THURSDAY.plus(Duration.ofDays(13 * 7)));
      server.app.upkeep();
      assertEquals(404, status(server, "/api/v1/token-key-roots/2026-W47"));
      assertEquals(404, status(server, "/api/v1/token-key-roots/2030-W01"));
      assertEquals(400, status(server, "/api/v1/token-key-roots/2026-W54"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void throughAYearMonthKeysStayAndNoTwoThatOneMemberCanDrawLookAlike(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    Random random = new Random(7);
    try (TestServer server =
        new TestServer(databases, folder, TestServer.THURSDAY, TestKeys.thatSignNothing())) {
      List<String> groups = new ArrayList<>(List.of(server.groupId));
      for (int i = 0; i < 3; i++) {
        groups.add(server.openGroup(server.providerId, "Groep " + i));
      }
      Map<YearMonth, String> keyOfMonth = new HashMap<>();
      int compared = 0;
      for (IsoWeek week = W47.plusWeeks(2);
          week.compareTo(W47.plusWeeks(54)) < 0;
          // Now and then the server stands still for some weeks.
          week = week.plusWeeks(random.nextInt(8) == 0 ? 1 + random.nextInt(6) : 1)) {
        Instant monday = week.monday().atStartOfDay(IsoWeek.ZONE).toInstant();
        server.setClock(monday.plusSeconds(random.nextInt(7 * 86_400)));
        server.app.upkeep();
        for (String group : groups) {
          TokenKeySlice slice = slice(server, group);
          assertEquals(2, slice.weeks().size(), week + " and the next have their keys");
          Set<Integer> truncated = new HashSet<>();
          int keys = 0;
          for (TokenKeySlice.Week each : slice.weeks()) {
            for (TokenKeySlice.Day day : each.days()) {
              truncated.add(day.tokenKey().truncatedTokenKeyId());
              keys++;
            }
            assertMonthsOf(each, slice, server.clock().instant());
          }
          for (TokenKeySlice.Month month : slice.months()) {
            truncated.add(month.tokenKey().truncatedTokenKeyId());
            keys++;
            String before = keyOfMonth.putIfAbsent(month.month(), hash(month));
            assertTrue(
                before == null || before.equals(hash(month)), month.month() + " keeps its key");
          }
          assertEquals(keys, truncated.size(), "truncated ids of " + week);
          compared++;
        }
      }
      assertTrue(compared > 100, "much was compared: " + compared);
      assertTrue(keyOfMonth.size() >= 12);
    }
  }

  private static String hash(TokenKeySlice.Month month) {
    return HexFormat.of().formatHex(month.tokenKey().tokenKeyId());
  }

  private static void assertMonthsOf(TokenKeySlice.Week week, TokenKeySlice slice, Instant now) {
    for (YearMonth month : SpendWindow.monthsOf(week.week())) {
      if (now.isBefore(SpendWindow.of(month).closesAt())) {
        assertTrue(
            week.months().stream().anyMatch(each -> each.month().equals(month)),
            month + " is in the tree of " + week.week());
        assertNotEquals(null, slice.month(month), "and in every slice");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void fiveWeeksAtOnceWithTwoServersCloseEachWeekOnceAndMakeEachKeyOnce(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    try (TestServer server =
        new TestServer(databases, folder, TestServer.THURSDAY, TestKeys.thatSignNothing())) {
      for (int i = 0; i < 3; i++) {
        server.openGroup(server.providerId, "Groep " + i);
      }
      try (App other = server.another()) {
        ExecutorService both = Executors.newFixedThreadPool(2);
        for (int round = 1; round <= 4; round++) {
          server.setClock(TestServer.THURSDAY.plus(Duration.ofDays(35L * round)));
          List<Callable<Object>> upkeep =
              List.of(Executors.callable(server.app::upkeep), Executors.callable(other::upkeep));
          for (Future<Object> done : both.invokeAll(upkeep)) {
            done.get();
          }
          IsoWeek now = IsoWeek.at(server.clock().instant());
          assertEquals(
              List.of(4 * 7L, 4 * 7L),
              List.of(keys(server, now), keys(server, now.plusWeeks(1))),
              "keys of " + now);
          assertEquals(0, keys(server, now.plusWeeks(-5)));
          assertEquals(2, slice(server, server.groupId).weeks().size());
          assertKeysLead(server, server.groupId, 2);
        }
        both.shutdown();
      }
    }
  }

  private static long keys(TestServer server, IsoWeek week) {
    return server
        .app
        .counts()
        .reader()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT COUNT(*) FROM token_key WHERE week = :week")
                    .bind("week", week.toString())
                    .mapTo(long.class)
                    .one());
  }
}
