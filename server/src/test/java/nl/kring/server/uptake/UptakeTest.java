package nl.kring.server.uptake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import nl.kring.model.WireJson;
import nl.kring.model.membership.DevicePublicKey;
import nl.kring.model.token.Jws;
import nl.kring.model.token.Token;
import nl.kring.model.uptake.Channel;
import nl.kring.model.uptake.Milestone;
import nl.kring.model.uptake.Participation;
import nl.kring.model.uptake.UptakeType;
import nl.kring.server.app.App;
import nl.kring.server.app.TestServer;
import nl.kring.server.platform.AtOnce;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.db.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * From a participation to a release, over HTTP. Counters start at 1,000, so that whoever looks for
 * a true number finds none.
 */
@ParameterizedClass
@EnumSource
class UptakeTest {
  private static final YearMonth JANUARY = YearMonth.of(2027, 1);
  private static final int NOISE = 1_000;

  @Parameter TestDatabases databases;

  private TestServer server;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    server = new TestServer(databases, folder, scale -> NOISE);
    server.openGroup(server.providerId, "Tweede");
    server.openGroup(server.providerId, "Derde");
    // November opened with one group. January opens with three, and begins a quarter.
    at("2027-01-06T12:00:00Z");
  }

  private void at(String instant) throws Exception {
    server.setClock(Instant.parse(instant));
    server.app.upkeep();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private int send(Token token, Participation participation) throws Exception {
    return server
        .send(
            "POST",
            "/api/v1/participations",
            Map.of("Authorization", token.headerValue(), "Content-Type", "application/json"),
            participation.paddedBytes())
        .statusCode();
  }

  private static Participation men(Milestone milestone, Channel channel) {
    return new Participation("GM0344", UptakeType.MEN, milestone, channel);
  }

  private Map<String, Integer> counters() {
    Map<String, Integer> all = new TreeMap<>();
    read(all, "SELECT unit || ',' || type, people FROM uptake_cell WHERE month = '2027-01'");
    read(all, "SELECT municipality, people FROM uptake_year WHERE year = 2027");
    read(
        all,
        "SELECT quarter || ' ' || milestone || ' ' || channel, people FROM uptake_cohort"
            + " WHERE people <> 1000");
    return all;
  }

  private void read(Map<String, Integer> into, String sql) {
    server
        .app
        .counts()
        .reader()
        .useHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .map((row, context) -> into.put(row.getString(1), row.getInt(2)))
                    .list());
  }

  private long spent() {
    return server
        .app
        .counts()
        .reader()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT (SELECT COUNT(*) FROM spent_m0) + (SELECT COUNT(*) FROM spent_m1)"
                            + " + (SELECT COUNT(*) FROM spent_m2)")
                    .mapTo(long.class)
                    .one());
  }

  private HttpResponse<byte[]> get(String path, String accept) throws Exception {
    return server.send("GET", path, Map.of("Accept", accept), new byte[0]);
  }

  private void publish() throws Exception {
    at("2027-02-09T23:00:00Z");
  }

  @Test
  void aParticipationCountsOnceInEveryCounterThatItBelongsTo() throws Exception {
    assertEquals(Map.of("overig-NL,men", NOISE, "GM0344", NOISE), counters(), "as January opened");
    assertEquals(Opening.DUMMIES + NOISE, spent(), "spent tokens that are nobody's");
    Token token = server.draw(server.join(), JANUARY);
    Participation joined = men(Milestone.JOINED, Channel.DOCTOR);
    assertEquals(204, send(token, joined));
    assertEquals(204, send(token, joined), "a lost answer is asked again");
    assertEquals(409, send(token, men(null, null)));
    assertEquals(
        Map.of("overig-NL,men", NOISE + 1, "GM0344", NOISE + 1, "2027-Q1 joined doctor", NOISE + 1),
        counters());
    assertEquals(Opening.DUMMIES + NOISE + 1, spent());
  }

  @Test
  void whatTheTableDoesNotKnowCountsInWhatIsLeftOfTheCountry() throws Exception {
    Token token = server.draw(server.join(), JANUARY);
    assertEquals(204, send(token, new Participation("GM0014", UptakeType.WOMEN, null, null)));
    assertEquals(Map.of("overig-NL,men", NOISE + 1, "GM0344", NOISE), counters(), "nowhere twice");
  }

  @Test
  void ofManyWhoSpendOneTokenAtOnceOneIsCounted() throws Exception {
    Token token = server.draw(server.join(), JANUARY);
    List<Callable<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      Channel channel = i % 2 == 0 ? Channel.SELF : Channel.OTHER;
      all.add(() -> send(token, men(Milestone.JOINED, channel)));
    }
    List<Integer> statuses = AtOnce.all(all);
    assertEquals(16, statuses.stream().filter(each -> each == 204).count());
    assertEquals(16, statuses.stream().filter(each -> each == 409).count());
    assertEquals(NOISE + 1, counters().get("overig-NL,men"));
  }

  @Test
  void aMonthIsPublishedOnTheTenthOnceAndThenNothingOfItIsLeft() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertEquals(204, send(server.draw(server.join(), JANUARY), men(null, null)));
    }
    at("2027-02-09T22:59:59Z");
    assertEquals(404, get("/api/v1/uptake-releases/2027-01", "application/json").statusCode());
    publish();
    HttpResponse<byte[]> first = get("/api/v1/uptake-releases/2027-01", "application/json");
    assertEquals(200, first.statusCode());
    JsonNode release = WireJson.mapper().readTree(first.body());
    assertEquals(NOISE + 3, release.at("/cells/0/people").asInt());
    assertEquals(3, release.at("/cells/0/groups").asInt());
    assertEquals("2027-02-10", release.get("publishedOn").asText());
    assertEquals(
        "country NL " + (NOISE + 3),
        release.at("/totals/0/of").asText()
            + " "
            + release.at("/totals/0/code").asText()
            + " "
            + release.at("/totals/0/people").asInt());
    assertEquals(null, counters().get("overig-NL,men"));
    assertEquals(null, server.app.uptake().content(JANUARY.plusMonths(1)).orElse(null));
    server.app.upkeep();
    publish();
    assertArrayEquals(
        first.body(), get("/api/v1/uptake-releases/2027-01", "application/json").body());
    JsonNode list = server.json("GET", "/api/v1/uptake-releases", null, null, 200);
    int last = list.get("releases").size() - 1;
    assertEquals("2027-01", list.at("/releases/" + last + "/month").asText());
    String sha256 = UptakeService.sha256(first.body());
    assertEquals(sha256, list.at("/releases/" + last + "/sha256").asText());
    DevicePublicKey key =
        WireJson.read(WireJson.write(list.get("publicKey")), DevicePublicKey.class);
    String signed =
        new String(
            Jws.verified(
                    list.at("/releases/" + last + "/signature").asText(),
                    UptakeService.RELEASE_TYPE,
                    key)
                .orElseThrow(),
            StandardCharsets.UTF_8);
    assertEquals(
        "{\"iss\":\"127.0.0.1\",\"month\":\"2027-01\",\"sha256\":\"" + sha256 + "\"}", signed);
  }

  @Test
  void twoProcessesThatPublishAtOncePublishOnce() throws Exception {
    assertEquals(204, send(server.draw(server.join(), JANUARY), men(null, null)));
    try (App other = server.another()) {
      server.setClock(Instant.parse("2027-02-09T23:00:00Z"));
      List<Callable<Void>> both = new ArrayList<>();
      for (App each : List.of(server.app, other, server.app, other)) {
        both.add(
            () -> {
              each.uptake().publishMonths();
              return null;
            });
      }
      AtOnce.all(both);
    }
    JsonNode list = server.json("GET", "/api/v1/uptake-releases", null, null, 200);
    assertEquals(
        1,
        list.get("releases").findValuesAsText("month").stream().filter("2027-01"::equals).count());
    assertEquals(
        NOISE + 1,
        server
            .json("GET", "/api/v1/uptake-releases/2027-01", null, null, 200)
            .at("/cells/0/people")
            .asInt());
  }

  @Test
  void eachReleaseNamesTheOneBeforeAndDecemberBringsTheYear() throws Exception {
    publish();
    at("2027-12-06T12:00:00Z");
    assertEquals(204, send(server.draw(server.join(), YearMonth.of(2027, 12)), men(null, null)));
    at("2028-01-09T23:00:00Z");
    JsonNode list = server.json("GET", "/api/v1/uptake-releases", null, null, 200).get("releases");
    String before = list.get(list.size() - 2).get("sha256").asText();
    JsonNode release = server.json("GET", "/api/v1/uptake-releases/2027-12", null, null, 200);
    assertEquals(before, release.get("previousSha256").asText());
    assertEquals(3, release.at("/year/months").asInt(), "the server stood still in between");
    assertEquals(NOISE + 1, release.at("/year/municipalities/0/counted").asInt());
    assertEquals(
        NOISE, release.at("/year/municipalities/0/perMonth").asInt(), "(1000 + 1000 + 1001) / 3");
    HttpResponse<byte[]> csv = get("/api/v1/uptake-releases/2027-12?format=csv-semicolon", "*/*");
    String text = new String(csv.body(), StandardCharsets.UTF_8);
    assertTrue(text.startsWith("month;what;of;code;type;groups;people\r\n"), text);
    assertTrue(text.contains("2027-12;cell;unit;overig-NL;men;3;1001\r\n"), text);
    assertTrue(text.contains("2027-12;year;2027;GM0344;;;1000\r\n"), text);
  }

  @Test
  void whatWouldPassTheBudgetIsRefused() {
    Database counts = server.app.counts();
    counts
        .writer()
        .useHandle(
            handle ->
                handle.execute(
                    "INSERT INTO uptake_budget (year, spent_on, cost) VALUES (2027, 'else', 70)"));
    assertEquals(
        "UNAVAILABLE: this month is not counted",
        org.junit.jupiter.api.Assertions.assertThrows(
                nl.kring.server.platform.http.ProblemException.class,
                () -> server.app.uptake().open(JANUARY.plusMonths(1)))
            .getMessage());
  }
}
