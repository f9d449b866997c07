package nl.kring.server.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.kring.server.app.TestServer;
import nl.kring.server.meeting.MeetingPause;
import nl.kring.server.meeting.NewMeetingSeries;
import nl.kring.server.meeting.Planning;
import nl.kring.server.meeting.Recurrence;
import nl.kring.server.platform.audit.AuditEvent;
import nl.kring.server.platform.db.TestDatabases;
import nl.kring.server.platform.security.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calendars and suggestions over HTTP, as other programs and as a browser without JavaScript. */
class CalendarRoutesTest {
  private static final byte[] NOTHING = new byte[0];

  private static void planWeekly(TestServer server) {
    server
        .app
        .meetings()
        .create(
            server.groupId,
            new NewMeetingSeries(
                Recurrence.WEEKLY,
                1,
                List.of(),
                LocalDate.of(2026, 11, 25),
                null,
                LocalTime.of(20, 0),
                90,
                null,
                "https://meet.example/kring",
                false));
  }

  private static String path(TestServer server, String token) throws Exception {
    return server
        .json("POST", "/api/v1/calendar-addresses", token, null, 201)
        .get("url")
        .asText()
        .substring(server.address.length());
  }

  private static int status(TestServer server, String path) throws Exception {
    return server.send("GET", path, Map.of(), NOTHING).statusCode();
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource
  void theAddressOfOnesOwnCalendarIsSecretRenewedEndedAndEndsWithTheAccount(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      planWeekly(server);
      String token = server.facilitatorToken();
      server.json("GET", "/api/v1/calendar-addresses/me", token, null, 404);
      String first = path(server, token);
      assertTrue(first.matches("/feeds/staff/[A-Za-z0-9_-]{43}/calendar[.]ics"), first);
      assertEquals(
          "2026-11-19",
          server
              .json("GET", "/api/v1/calendar-addresses/me", token, null, 200)
              .get("madeOn")
              .asText());
      HttpResponse<byte[]> calendar = server.send("GET", first, Map.of(), NOTHING);
      assertEquals("private, no-cache", calendar.headers().firstValue("Cache-Control").get());
      assertTrue(calendar.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
      assertTrue(text(calendar).contains("Boogstraat 1"), text(calendar));
      assertTrue(text(calendar).contains("https://meet.example/kring"), text(calendar));

      String second = path(server, token);
      assertNotEquals(first, second);
      assertEquals(404, status(server, first));
      assertEquals(200, status(server, second));
      server.json("DELETE", "/api/v1/calendar-addresses/me", token, null, 204);
      server.json("DELETE", "/api/v1/calendar-addresses/me", token, null, 404);
      assertEquals(404, status(server, second));

      String third = path(server, token);
      server
          .app
          .staff()
          .end(server.app.staff().signIn("Hanna", coordinator(server)).staff(), server.staffId);
      assertEquals(404, status(server, third));
      assertEquals(
          0L,
          server
              .app
              .people()
              .reader()
              .withHandle(
                  handle ->
                      handle
                          .createQuery("SELECT COUNT(*) FROM calendar_address")
                          .mapTo(long.class)
                          .one())
              .longValue(),
          "no row survives leaving");
      List<String> acts = new ArrayList<>();
      for (AuditEvent event : server.app.audit().before(Long.MAX_VALUE, 100)) {
        acts.add(event.act());
      }
      assertEquals(3, acts.stream().filter("calendar-address-made"::equals).count(), acts + "");
      assertEquals(1, acts.stream().filter("calendar-address-ended"::equals).count(), acts + "");
    }
  }

  private static String coordinator(TestServer server) {
    server.app.staff().create("Hanna", Role.COORDINATOR, server.providerId, null, server.password);
    return server.password;
  }

  @Test
  void thePublicCalendarSaysWhenAndNotWhereAndAnySiteMayReadIt(@TempDir Path folder)
      throws Exception {
    try (TestServer server = new TestServer(TestDatabases.SQLITE, folder)) {
      planWeekly(server);
      HttpResponse<byte[]> answer =
          server.send("GET", "/feeds/groups/" + server.groupId + ".ics", Map.of(), NOTHING);
      assertEquals("*", answer.headers().firstValue("Access-Control-Allow-Origin").get());
      assertEquals(
          "text/calendar; charset=utf-8", answer.headers().firstValue("Content-Type").get());
      assertTrue(text(answer).contains("RRULE:FREQ=WEEKLY"), text(answer));
      assertFalse(text(answer).contains("Boogstraat"), text(answer));
      assertFalse(text(answer).contains("meet.example"), text(answer));
      assertEquals(404, status(server, "/feeds/groups/AbCdEfGhIjKlMnOpQrStUv.ics"));
      assertEquals(404, status(server, "/feeds/staff/" + server.groupId + "/calendar.ics"));
    }
  }

  @Test
  void whoLeadsAGroupIsToldOfHolidaysAndPlansThoseOfAFile(@TempDir Path folder) throws Exception {
    byte[] file = Files.readAllBytes(Path.of("..", "docs", "school-holidays-example.ics"));
    try (TestServer server = new TestServer(TestDatabases.SQLITE, folder)) {
      planWeekly(server);
      String token = server.facilitatorToken();
      String group = "/api/v1/groups/" + server.groupId;
      List<String> named = new ArrayList<>();
      for (JsonNode each :
          server.json("GET", group + "/meeting-suggestions", token, null, 200).get("suggestions")) {
        named.add(each.get("day").asText() + " " + each.get("name").asText());
      }
      assertEquals(List.of("2027-05-05 liberation-day"), named);

      Map<String, String> calendar =
          Map.of("Authorization", "Bearer " + token, "Content-Type", "text/calendar");
      String suggest = group + "/pause-suggestions";
      HttpResponse<byte[]> answer = server.send("POST", suggest, calendar, file);
      assertEquals(200, answer.statusCode());
      assertTrue(
          text(answer)
              .contains("\"firstDay\":\"2027-07-10\",\"lastDay\":\"2027-08-22\",\"meetings\":6"),
          text(answer));
      assertEquals(400, server.send("POST", suggest, calendar, NOTHING).statusCode());
      assertEquals(
          415,
          server
              .send("POST", suggest, Map.of("Authorization", "Bearer " + token), file)
              .statusCode());
      // To another provider's facilitator the group is not there.
      String other = server.app.providers().create("De Pion");
      server.app.staff().create("Ruud", Role.FACILITATOR, other, null, server.password);
      Map<String, String> stranger = new HashMap<>(calendar);
      stranger.put("Authorization", "Bearer " + server.token("Ruud"));
      assertEquals(404, server.send("POST", suggest, stranger, file).statusCode());
      server.json("GET", group + "/meeting-suggestions", server.token("Ruud"), null, 404);

      pages(server, token, new String(file, StandardCharsets.UTF_8));
    }
  }

  private static void pages(TestServer server, String token, String file) throws Exception {
    String page = "/staff/groups/" + server.groupId + "/holidays";
    Map<String, String> browser = new HashMap<>();
    browser.put("Accept", "text/html");
    browser.put("Cookie", "__Host-kring-staff=" + token);
    assertEquals(200, server.send("GET", page, browser, NOTHING).statusCode());
    browser.put("Content-Type", "multipart/form-data; boundary=grens");
    String found = text(server.send("POST", page, browser, multipart(file)));
    assertTrue(found.contains("Zomervakantie (verzonnen)"), found);
    assertTrue(found.contains("6 bijeenkomsten"), found);
    assertEquals(400, server.send("POST", page, browser, multipart("hallo")).statusCode());

    String etag = found.replaceAll("(?s).*name=\"etag\" value=\"&#34;([0-9a-f]+)&#34;\".*", "$1");
    String form =
        "etag=%22" + etag + "%22&period=2027-07-10%2F2027-08-22&period=2026-12-19%2F2027-01-03";
    browser.put("Content-Type", "application/x-www-form-urlencoded");
    HttpResponse<byte[]> planned =
        server.send("POST", page + "/pauses", browser, form.getBytes(StandardCharsets.UTF_8));
    assertEquals(303, planned.statusCode());
    Planning planning = server.app.meetings().planning(server.groupId);
    assertEquals(
        List.of(MeetingPause.Kind.NO_MEETINGS, MeetingPause.Kind.NO_MEETINGS),
        planning.pauses().stream().map(each -> each.content().kind()).toList());
    // Sent again, after the planning changed: nothing is planned twice.
    HttpResponse<byte[]> again =
        server.send("POST", page + "/pauses", browser, form.getBytes(StandardCharsets.UTF_8));
    assertEquals(412, again.statusCode());
    assertEquals(2, server.app.meetings().planning(server.groupId).pauses().size());
    // What is planned is no suggestion any more.
    browser.put("Content-Type", "multipart/form-data; boundary=grens");
    assertFalse(
        text(server.send("POST", page, browser, multipart(file))).contains("Zomervakantie"));
    browser.put("Content-Type", "application/x-www-form-urlencoded");
    for (String wrong : List.of("x", "2027-07-10", "2027-07-10/2027-07-09", "1/2/3")) {
      assertEquals(
          400,
          server
              .send(
                  "POST",
                  page + "/pauses",
                  browser,
                  ("etag=x&period=" + wrong).getBytes(StandardCharsets.UTF_8))
              .statusCode(),
          wrong);
    }
    // Last, because the connection ends with it.
    browser.put("Content-Type", "multipart/form-data; boundary=grens");
    try {
      byte[] large = multipart(file + "x".repeat(70_000));
      assertEquals(400, server.send("POST", page, browser, large).statusCode());
    } catch (IOException e) {
      // The server hung up before it read all of it, which refuses it too.
    }
  }

  private static byte[] multipart(String file) {
    return ("--grens\r\nContent-Disposition: form-data; name=\"file\"; filename=\"v.ics\"\r\n"
            + "Content-Type: text/calendar\r\n\r\n"
            + file
            + "\r\n--grens--\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void thePageShowsAnAddressOnceAndSaysWhoCanReadIt(@TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(TestDatabases.SQLITE, folder)) {
      Map<String, String> browser =
          Map.of(
              "Accept",
              "text/html",
              "Cookie",
              "__Host-kring-staff=" + server.facilitatorToken(),
              "Content-Type",
              "application/x-www-form-urlencoded");
      assertTrue(text(server.send("GET", "/staff", browser, NOTHING)).contains("/staff/calendar"));
      String made = text(server.send("POST", "/staff/calendar", browser, NOTHING));
      String url = made.replaceAll("(?s).*<p class=\"secret\">([^<]+)</p>.*", "$1");
      assertEquals(200, status(server, url.substring(server.address.length())));
      String later = text(server.send("GET", "/staff/calendar", browser, NOTHING));
      assertFalse(later.contains(url), "shown once");
      assertTrue(later.contains("donderdag 19 november"), later);
      assertTrue(later.contains("Google"), later);
      assertEquals(303, server.send("POST", "/staff/calendar/end", browser, NOTHING).statusCode());
      assertEquals(404, status(server, url.substring(server.address.length())));
    }
  }
}
