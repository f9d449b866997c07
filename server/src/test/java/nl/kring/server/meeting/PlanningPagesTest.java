package nl.kring.server.meeting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.kring.model.meeting.Meeting;
import nl.kring.server.app.TestServer;
import nl.kring.server.platform.db.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Planning on pages, as a browser without JavaScript does it. */
class PlanningPagesTest {
  private static final Pattern VERSION =
      Pattern.compile("name=\"version\" value=\"(&#34;[0-9a-f]+&#34;|[^\"]*)\"");

  private TestServer server;
  private String token;
  private String planning;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    server = new TestServer(TestDatabases.SQLITE, folder);
    token = server.facilitatorToken();
    planning = "/staff/groups/" + server.groupId + "/planning";
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<byte[]> get(String path) throws Exception {
    return server.page(path, token);
  }

  private HttpResponse<byte[]> post(String path, Map<String, String> form) throws Exception {
    return server.form(path, token, form);
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private String version(String path) throws Exception {
    Matcher version = VERSION.matcher(text(get(path)));
    assertTrue(version.find(), path);
    return version.group(1).replace("&#34;", "\"");
  }

  private Map<String, String> series(String... more) throws Exception {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("version", version(planning + "/series"));
    form.put("rhythm", "two-weeks");
    form.put("day", "2026-11-25");
    form.put("start", "20:00");
    form.put("end", "21:30");
    form.put("place", "usual");
    for (int i = 0; i < more.length; i += 2) {
      form.put(more[i], more[i + 1]);
    }
    return form;
  }

  private List<String> meetings(int count) {
    return server.app.meetings().upcoming(server.groupId, count).stream()
        .map(each -> each.start() + " " + each.status().wireName() + " " + each.address())
        .toList();
  }

  private String seriesId() {
    return server.app.meetings().upcoming(server.groupId, 1).get(0).seriesId();
  }

  private Map<String, String> moved(String page, String scope, String day) throws Exception {
    return Map.of(
        "version",
        version(page),
        "scope",
        scope,
        "day",
        day,
        "start",
        "19:30",
        "end",
        "21:00",
        "place",
        "usual");
  }

  private String meeting(String day) {
    return planning + "/series/" + seriesId() + "/meetings/" + day;
  }

  @Test
  void aFormThatIsSentTwicePlansOnceAndTheSecondIsAskedWhatToDo() throws Exception {
    Map<String, String> form = series();
    assertEquals(303, post(planning + "/series", form).statusCode());
    HttpResponse<byte[]> second = post(planning + "/series", form);
    assertEquals(412, second.statusCode());
    assertTrue(text(second).contains("Iemand anders was je voor"));
    assertTrue(
        text(second).contains("name=\"rhythm\" value=\"two-weeks\""), "it can be sent again");
    assertEquals(1, server.app.meetings().planning(server.groupId).series().size());
  }

  @Test
  void aMeetingOnAPublicHolidayIsPointedOutUntilItIsCancelledOrMovedAway() throws Exception {
    post(planning + "/series", series("rhythm", "week", "day", "2026-12-25"));
    String year = text(get(planning));
    assertTrue(year.contains("Eerste kerstdag"), year);
    assertTrue(year.contains("Nieuwjaarsdag"), year);
    String christmas = meeting("2026-12-25");
    assertTrue(year.contains("action=\"" + christmas + "/cancellation\""), year);
    Map<String, String> seen = Map.of("version", version(planning));
    assertEquals(303, post(christmas + "/cancellation", seen).statusCode());
    String newYear = meeting("2027-01-01");
    post(newYear, moved(newYear, "one", "2027-01-02"));
    year = text(get(planning));
    assertFalse(year.contains("Eerste kerstdag"), year);
    assertFalse(year.contains("Nieuwjaarsdag"), year);
    assertTrue(year.contains("Goede Vrijdag"), year);
    assertEquals(412, post(meeting("2027-03-26") + "/cancellation", seen).statusCode());
  }

  @Test
  void oneOfThemOrThatOneAndAllAfterItOrAllOfThem() throws Exception {
    post(planning + "/series", series());
    String page = meeting("2026-12-09");
    assertEquals(303, post(page, moved(page, "one", "2026-12-10")).statusCode());
    assertEquals(
        List.of(
            "2026-11-25T20:00 planned Boogstraat 1",
            "2026-12-10T19:30 changed Boogstraat 1",
            "2026-12-23T20:00 planned Boogstraat 1"),
        meetings(3));
    page = meeting("2026-12-23");
    assertEquals(303, post(page, moved(page, "following", "2026-12-22")).statusCode());
    assertEquals(
        List.of(
            "2026-11-25T20:00 planned Boogstraat 1",
            "2026-12-10T19:30 changed Boogstraat 1",
            "2026-12-22T19:30 planned Boogstraat 1",
            "2027-01-05T19:30 planned Boogstraat 1"),
        meetings(4));
    Meeting later = server.app.meetings().upcoming(server.groupId, 4).get(3);
    page = planning + "/series/" + later.seriesId() + "/meetings/2027-01-05";
    assertEquals(303, post(page, moved(page, "all", "2027-01-07")).statusCode());
    assertEquals(
        List.of("2026-12-24T19:30 planned Boogstraat 1", "2027-01-07T19:30 planned Boogstraat 1"),
        meetings(4).subList(2, 4));
  }

  @Test
  void aSeriesChangesFromADayOnAndEndsBeforeAnother() throws Exception {
    post(planning + "/series", series("rhythm", "week"));
    String page = planning + "/series/" + seriesId();
    Map<String, String> form = series("rhythm", "month", "from", "2026-12-09");
    form.put("version", version(page));
    assertEquals(303, post(page, form).statusCode());
    assertEquals(
        List.of("2026-11-25", "2026-12-02", "2026-12-23", "2027-01-27"),
        meetings(4).stream().map(each -> each.substring(0, 10)).toList(),
        "from then on each fourth Wednesday, as the first one is");
    Meeting monthly = server.app.meetings().upcoming(server.groupId, 4).get(3);
    page = planning + "/series/" + monthly.seriesId();
    assertEquals(
        303,
        post(page + "/end", Map.of("version", version(page), "from", "2027-01-27")).statusCode());
    assertEquals(3, meetings(9).size());
  }

  @Test
  void whatIsWrongIsSaidInTheFormAndNothingThatWasTypedIsLost() throws Exception {
    Map<String, String> wrong = new LinkedHashMap<>();
    wrong.put("day", "morgen");
    wrong.put("start", "25:00");
    wrong.put("lastDay", "2020-01-01");
    wrong.put("rhythm", "soms");
    wrong.put("onlineUrl", "http://meet.example");
    for (Map.Entry<String, String> each : wrong.entrySet()) {
      HttpResponse<byte[]> answer =
          post(
              planning + "/series", series("address", "Kerkpad 2", each.getKey(), each.getValue()));
      assertEquals(400, answer.statusCode(), each.toString());
      assertTrue(text(answer).contains("role=\"alert\""), each.toString());
      assertTrue(text(answer).contains("value=\"Kerkpad 2\""), each.toString());
    }
    for (String[] each :
        List.of(
            new String[] {"place", "elsewhere"},
            new String[] {"place", "online"},
            new String[] {"rhythm", "other", "every", "13"},
            new String[] {"rhythm", "month", "ordinals", "1"},
            new String[] {"rhythm", "month", "ordinals", "6"},
            new String[] {"day", "1999-12-31"},
            new String[] {"end", "20:10"})) {
      assertEquals(
          400, post(planning + "/series", series(each)).statusCode(), String.join(" ", each));
    }
    assertEquals(400, post(planning + "/pauses", Map.of("version", "x")).statusCode());
    assertEquals(400, get(planning + "?from=morgen").statusCode());
    assertEquals(400, get(planning + "?from=1999-12").statusCode());
    assertTrue(meetings(1).isEmpty());
  }

  @Test
  void aClosedRoomTakesTheGroupElsewhereAndGivesItBackByItself() throws Exception {
    post(planning + "/series", series());
    Map<String, String> form =
        Map.of(
            "version",
            version(planning),
            "kind",
            "location-closed",
            "firstDay",
            "2026-12-01",
            "lastDay",
            "2026-12-31",
            "address",
            "Kerkpad 2");
    assertEquals(303, post(planning + "/pauses", form).statusCode());
    assertEquals(
        List.of(
            "2026-11-25T20:00 planned Boogstraat 1",
            "2026-12-09T20:00 changed Kerkpad 2",
            "2026-12-23T20:00 changed Kerkpad 2",
            "2027-01-06T20:00 planned Boogstraat 1"),
        meetings(4));
  }
}
