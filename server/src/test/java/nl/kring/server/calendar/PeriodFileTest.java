package nl.kring.server.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.TimeZone;
import nl.kring.server.calendar.PeriodFile.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodFileTest {
  private static List<Period> read(String... lines) {
    String text =
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + String.join("\r\n", lines) + "\r\nEND:VCALENDAR\r\n";
    return PeriodFile.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Period> readEvent(String... lines) {
    return read("BEGIN:VEVENT\r\n" + String.join("\r\n", lines) + "\r\nEND:VEVENT");
  }

  private static Period period(String name, String firstDay, String lastDay) {
    return new Period(name, LocalDate.parse(firstDay), LocalDate.parse(lastDay));
  }

  @Test
  void theFileThatComesWithKringIsReadWithTheDaysThatItSays() throws Exception {
    byte[] file = Files.readAllBytes(Path.of("..", "docs", "school-holidays-example.ics"));
    assertEquals(
        List.of(
            period("Kerstvakantie (verzonnen)", "2026-12-19", "2027-01-03"),
            period("Voorjaarsvakantie (verzonnen)", "2027-02-13", "2027-02-21"),
            period("Meivakantie (verzonnen)", "2027-04-24", "2027-05-09"),
            period("Zomervakantie (verzonnen)", "2027-07-10", "2027-08-22"),
            period("Herfstvakantie (verzonnen)", "2027-10-16", "2027-10-24")),
        PeriodFile.read(file));
  }

  @Test
  void aWholeDayIsThatDayInWhateverTimeZoneTheServerRuns() {
    TimeZone before = TimeZone.getDefault();
    try {
      for (String zone : List.of("UTC", "America/Los_Angeles", "Pacific/Kiritimati")) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        assertEquals(
            List.of(period("A", "2027-07-10", "2027-08-22")),
            readEvent("DTSTART;VALUE=DATE:20270710", "DTEND;VALUE=DATE:20270823", "SUMMARY:A"));
        assertEquals(
            List.of(period("A", "2027-07-10", "2027-07-11")),
            readEvent("DTSTART;VALUE=DATE:20270710", "DURATION:P2D", "SUMMARY:A"));
      }
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void theEndIsNotPartOfIt() {
    assertEquals(
        List.of(period("", "2027-07-10", "2027-07-10")), readEvent("DTSTART;VALUE=DATE:20270710"));
    assertEquals(
        List.of(period("", "2027-07-10", "2027-07-10")),
        readEvent("DTSTART;VALUE=DATE:20270710", "DTEND;VALUE=DATE:20270711"));
    assertEquals(
        List.of(period("", "2027-07-10", "2027-07-11")),
        readEvent("DTSTART:20270709T220000Z", "DTEND:20270711T220000Z"));
    // An end before the begin.
    assertEquals(
        List.of(period("", "2027-07-10", "2027-07-10")),
        readEvent("DTSTART;VALUE=DATE:20270710", "DTEND;VALUE=DATE:20260101"));
  }

  @Test
  void aRuleIsNotFollowedAndANameIsOneShortLine() {
    assertEquals(
        List.of(period("Dag een twee", "2027-07-10", "2027-07-10")),
        readEvent(
            "DTSTART;VALUE=DATE:20270710", "RRULE:FREQ=SECONDLY", "SUMMARY:Dag een\\n\t", " twee"));
    assertEquals(
        100,
        readEvent("DTSTART;VALUE=DATE:20270710", "SUMMARY:" + "é".repeat(500))
            .get(0)
            .name()
            .length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hallo",
        "<html></html>",
        "BEGIN:VCARD\r\nEND:VCARD\r\n",
        "BEGIN:VCALENDAR\r\n\0",
      })
  void whatIsNoCalendarIsRefused(String text) {
    assertThrows(
        IllegalArgumentException.class,
        () -> PeriodFile.read(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void anotherEncodingIsRefused() {
    byte[] latin =
        "BEGIN:VCALENDAR\r\nX:é\r\nEND:VCALENDAR\r\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThrows(IllegalArgumentException.class, () -> PeriodFile.read(latin));
    byte[] utf16 = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".getBytes(StandardCharsets.UTF_16);
    assertThrows(IllegalArgumentException.class, () -> PeriodFile.read(utf16));
  }

  @Test
  void tooManyEventsAndEventsInsideOfEventsAreRefusedBeforeTheyAreRead() {
    String event = "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270710\r\nEND:VEVENT";
    assertEquals(1, read((event + "\r\n").repeat(1000).strip()).size());
    assertThrows(IllegalArgumentException.class, () -> read((event + "\r\n").repeat(1001).strip()));
    assertThrows(
        IllegalArgumentException.class, () -> read("BEGIN:VEVENT\r\n".repeat(4000).strip()));
    assertThrows(
        IllegalArgumentException.class, () -> read("BE\r\n GIN:VEVENT\r\n".repeat(4000).strip()));
  }

  @Test
  void whateverIsInItItIsReadOrRefusedSoon() throws Exception {
    byte[] file = Files.readAllBytes(Path.of("..", "docs", "school-holidays-example.ics"));
    Random random = new Random(4);
    String[] bombs = {
      "DTSTART:99999999T999999Z",
      "DTSTART;VALUE=DATE:20270231",
      "DTSTART;TZID=Nowhere/Land:20270710T100000",
      "DTSTART;VALUE=DATE:-0001",
      "DURATION:P999999999999999999999W",
      "DURATION:P2147483647W",
      "RRULE:FREQ=SECONDLY;COUNT=2147483647;BYSETPOS=-1",
      "DTEND:x",
      "SUMMARY;ENCODING=QUOTED-PRINTABLE:=ZZ=",
      "SUMMARY:" + "\\".repeat(60_000),
      ";;;;:::" + ";".repeat(50_000)
    };
    for (String bomb : bombs) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(10),
          () -> {
            assertTrue(readEvent("DTSTART;VALUE=DATE:20270710", bomb).size() <= 1, bomb);
            assertTrue(readEvent(bomb).size() <= 1, bomb);
          });
    }
    for (int i = 0; i < 2000; i++) {
      byte[] damaged = file.clone();
      for (int j = 0; j < 1 + random.nextInt(8); j++) {
        damaged[random.nextInt(damaged.length)] = (byte) (32 + random.nextInt(95));
      }
      try {
        PeriodFile.read(damaged);
      } catch (IllegalArgumentException e) {
        // Refused with a sentence, which is as good.
        assertTrue(String.valueOf(e.getMessage()).startsWith("the file "), e.toString());
      }
    }
  }
}
