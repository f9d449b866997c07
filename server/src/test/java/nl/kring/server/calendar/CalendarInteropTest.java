package nl.kring.server.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import nl.kring.model.WireJson;
import nl.kring.model.meeting.Meeting;
import nl.kring.model.meeting.MeetingStatus;
import nl.kring.server.app.NodeProgram;
import nl.kring.server.app.TestServer;
import nl.kring.server.meeting.MeetingChange;
import nl.kring.server.meeting.MeetingPause;
import nl.kring.server.meeting.NewMeetingSeries;
import nl.kring.server.meeting.Planning;
import nl.kring.server.meeting.Recurrence;
import nl.kring.server.platform.db.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The year of a real group, over HTTP, read by whatever did not write it: ical4j always; with
 * {@code -Pinterop} also ical.js and node-ical, unmodified.
 */
class CalendarInteropTest {
  private static final Instant FROM = Instant.parse("2026-12-31T23:00:00Z");
  private static final Instant TO = Instant.parse("2027-12-31T23:00:00Z");
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  @TempDir private Path folder;
  private TestServer server;
  private byte[] feed;

  @BeforeEach
  void planAYear() throws Exception {
    server = new TestServer(TestDatabases.SQLITE, folder);
    var meetings = server.app.meetings();
    String group = server.groupId;
    String series =
        meetings.create(
            group,
            new NewMeetingSeries(
                Recurrence.WEEKLY,
                2,
                List.of(),
                LocalDate.of(2027, 1, 6),
                LocalDate.of(2027, 12, 22),
                LocalTime.of(20, 0),
                90,
                null,
                "https://meet.example/kring",
                false));
    meetings.create(
        group,
        new NewMeetingSeries(
            Recurrence.MONTHLY,
            1,
            List.of(2, -1),
            LocalDate.of(2027, 1, 8),
            LocalDate.of(2027, 11, 26),
            LocalTime.of(23, 15),
            60,
            "Pleinweg 4, zaal 2; achterin",
            null,
            false));
    meetings.addPause(
        group,
        etag(),
        new MeetingPause(
            MeetingPause.Kind.NO_MEETINGS,
            LocalDate.of(2027, 7, 10),
            LocalDate.of(2027, 8, 22),
            null));
    meetings.addPause(
        group,
        etag(),
        new MeetingPause(
            MeetingPause.Kind.LOCATION_CLOSED,
            LocalDate.of(2027, 10, 1),
            LocalDate.of(2027, 10, 31),
            "Kerkpad 2"));
    for (String day : List.of("2027-02-17", "2027-04-28", "2027-11-24")) {
      meetings.changeOne(group, etag(), series, LocalDate.parse(day), MeetingChange.CANCELLED);
    }
    Planning planning =
        meetings.changeOne(
            group,
            etag(),
            series,
            LocalDate.of(2027, 3, 31),
            new MeetingChange(
                new MeetingChange.Moved(
                    LocalDate.of(2027, 3, 28),
                    LocalTime.of(19, 30),
                    120,
                    "Zijstraat 5",
                    null,
                    false)));
    assertEquals(4, planning.series().stream().mapToInt(each -> each.changes().size()).sum());
    String secret =
        WireJson.mapper()
            .convertValue(
                server.json(
                    "POST", "/api/v1/calendar-addresses", server.facilitatorToken(), null, 201),
                Map.class)
            .get("url")
            .toString()
            .substring(server.address.length());
    HttpResponse<byte[]> answer = server.send("GET", secret, Map.of(), new byte[0]);
    assertEquals(200, answer.statusCode());
    feed = answer.body();
  }

  private String etag() {
    return server.app.meetings().planning(server.groupId).etag();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** What the API lists, without what is cancelled. */
  private List<CalendarReading.Shown> listed() {
    List<Meeting> meetings = server.app.meetings().upcoming(server.groupId, 1000);
    assertEquals(5, meetings.stream().filter(CalendarInteropTest::isMovedOrElsewhere).count());
    assertTrue(
        meetings.stream().filter(each -> each.status() == MeetingStatus.CANCELLED).count() > 6);
    assertTrue(meetings.stream().anyMatch(each -> each.start().getDayOfWeek() == DayOfWeek.SUNDAY));
    return CalendarReading.takingPlace(meetings, FROM, TO);
  }

  private static boolean isMovedOrElsewhere(Meeting meeting) {
    return meeting.status() == MeetingStatus.CHANGED;
  }

  @Test
  void theLibraryThatDidNotWriteItReadsExactlyWhatTheApiLists() throws Exception {
    List<CalendarReading.Shown> listed = listed();
    assertEquals(40, listed.size());
    assertEquals(listed, CalendarReading.read(feed, FROM, TO));
  }

  @Test
  void icalJsReadsExactlyWhatTheApiLists() throws Exception {
    assertReadBy("ical.js");
  }

  @Test
  void nodeIcalReadsExactlyWhatTheApiLists() throws Exception {
    assertReadBy("node-ical");
  }

  private void assertReadBy(String library) throws Exception {
    NodeProgram reader = new NodeProgram("calendar");
    Path file = Files.write(folder.resolve("kring.ics"), feed);
    NodeProgram.Outcome outcome =
        reader.run("node", "read.mjs", library, file.toString(), FROM.toString(), TO.toString());
    StringBuilder wanted = new StringBuilder();
    for (CalendarReading.Shown each : listed()) {
      wanted.append(
          MILLIS.format(each.start())
              + " "
              + MILLIS.format(each.end())
              + " "
              + each.location()
              + "\n");
    }
    assertEquals(0, outcome.exitCode(), outcome.output());
    assertEquals(wanted.toString(), outcome.output());
  }
}
