package nl.kring.server.calendar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import nl.kring.model.group.GroupForm;
import nl.kring.model.group.GroupType;
import nl.kring.model.meeting.Meeting;
import nl.kring.model.time.IsoWeek;
import nl.kring.server.group.GroupService;
import nl.kring.server.group.NewGroup;
import nl.kring.server.group.TestGroups;
import nl.kring.server.meeting.MeetingChange;
import nl.kring.server.meeting.MeetingPause;
import nl.kring.server.meeting.MeetingService;
import nl.kring.server.meeting.NewMeetingSeries;
import nl.kring.server.meeting.Planning;
import nl.kring.server.meeting.Recurrence;
import nl.kring.server.municipality.MunicipalityService;
import nl.kring.server.platform.MovableClock;
import nl.kring.server.platform.audit.AuditTrail;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.db.TestDatabases;
import nl.kring.server.provider.ProviderService;
import nl.kring.server.staff.CalendarAddressService;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What is written, read back by another library. */
class CalendarFeedTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

  @AutoClose private final Database people = TestDatabases.SQLITE.open("people");
  private final MovableClock clock = new MovableClock("2026-11-24T12:00:00Z");
  private final GroupService groups;
  private final MeetingService meetings;
  private final CalendarService calendars;
  private final String provider;
  private final String groupId;

  CalendarFeedTest() {
    ProviderService providers = new ProviderService(people);
    groups = new GroupService(people, new MunicipalityService(), providers, clock);
    meetings = new MeetingService(people, groups, clock);
    calendars =
        new CalendarService(
            groups,
            meetings,
            new CalendarAddressService(
                people, new AuditTrail(people, clock), clock, "https://kring.example"),
            clock);
    provider = providers.create("Stichting Kring");
    groupId = TestGroups.open(people, groups, group(true));
  }

  private NewGroup group(boolean isAddressPublic) {
    return new NewGroup(
        provider,
        "twelve-steps",
        "Mannen tegen agressie",
        GroupType.MEN,
        GroupForm.IN_PERSON,
        List.of("nl"),
        "GM0344",
        "Buurthuis De Boog; Boogstraat 1, zaal \"Noord\"\nachterom",
        isAddressPublic);
  }

  private byte[] feed() {
    return calendars.ofGroup(groupId).orElseThrow();
  }

  /** Unfolded (RFC 5545, section 3.1). */
  private static String text(byte[] feed) {
    return new String(feed, StandardCharsets.UTF_8).replace("\r\n ", "");
  }

  private static NewMeetingSeries weekly(LocalDate first) {
    return new NewMeetingSeries(Recurrence.WEEKLY, first, null, LocalTime.of(20, 0), 90, null);
  }

  private String etag() {
    return meetings.planning(groupId).etag();
  }

  /** Times that every clock shows on every day. */
  private static LocalTime time(Random random) {
    int hour = random.nextInt(24);
    return LocalTime.of(hour == 2 ? 3 : hour, random.nextInt(60));
  }

  private void planAnything(Random random) {
    LocalDate any = FIRST.plusDays(random.nextInt(700));
    LocalDate last = random.nextInt(3) == 0 ? any.plusDays(random.nextInt(900)) : null;
    String address = random.nextInt(3) == 0 ? "Pleinweg 4" : null;
    int minutes = 15 + random.nextInt(586);
    int every = 1 + random.nextInt(random.nextBoolean() ? 2 : NewMeetingSeries.MOST_EVERY);
    List<Integer> ordinals = new ArrayList<>();
    Recurrence recurrence = Recurrence.values()[random.nextInt(3)];
    if (recurrence == Recurrence.ONCE) {
      every = 1;
      last = null;
    }
    if (recurrence == Recurrence.MONTHLY) {
      ordinals.add((any.getDayOfMonth() - 1) / 7 + 1);
      if (ordinals.get(0) == 5) {
        ordinals.set(0, -1);
      }
      for (int each : List.of(-1, 1, 2, 3, 4)) {
        if (random.nextInt(3) == 0 && !ordinals.contains(each)) {
          ordinals.add(each);
        }
      }
    }
    String seriesId =
        meetings.create(
            groupId,
            new NewMeetingSeries(
                recurrence,
                every,
                ordinals,
                any,
                last,
                time(random),
                minutes,
                address,
                random.nextBoolean() ? "https://meet.example/x" : null,
                false));
    List<LocalDate> days =
        meetings.upcoming(groupId, 300).stream()
            .filter(each -> each.seriesId().equals(seriesId))
            .map(Meeting::day)
            .distinct()
            .toList();
    for (int i = days.isEmpty() ? 0 : random.nextInt(8); i > 0; i--) {
      LocalDate day = days.get(random.nextInt(days.size()));
      MeetingChange change =
          random.nextBoolean()
              ? MeetingChange.CANCELLED
              : new MeetingChange(
                  new MeetingChange.Moved(
                      day.plusDays(random.nextInt(60) - 30),
                      time(random),
                      60,
                      "Kerkpad 2",
                      null,
                      false));
      meetings.changeOne(groupId, etag(), seriesId, day, change);
    }
  }

  @RepeatedTest(60)
  void whateverIsPlannedAnotherLibraryReadsTheMeetingsThatTheApiLists(RepetitionInfo repetition)
      throws Exception {
    Random random = new Random(repetition.getCurrentRepetition());
    clock.moveTo(FIRST.minusDays(5).atStartOfDay(IsoWeek.ZONE).toInstant().toString());
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      planAnything(random);
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      LocalDate begin = FIRST.plusDays(random.nextInt(1200));
      boolean isClosed = random.nextBoolean();
      meetings.addPause(
          groupId,
          etag(),
          new MeetingPause(
              isClosed ? MeetingPause.Kind.LOCATION_CLOSED : MeetingPause.Kind.NO_MEETINGS,
              begin,
              begin.plusDays(random.nextInt(90)),
              isClosed && random.nextBoolean() ? "Zijstraat 5" : null));
    }
    // From the first day on, and years later, when the feed begins in the middle.
    assertReadAsListed(FIRST.atStartOfDay(IsoWeek.ZONE).toInstant());
    assertReadAsListed(
        FIRST
            .plusDays(random.nextInt(1500))
            .atTime(random.nextInt(24), 0)
            .atZone(IsoWeek.ZONE)
            .toInstant());
  }

  private void assertReadAsListed(Instant now) throws Exception {
    clock.moveTo(now.toString());
    Instant end = now.atZone(IsoWeek.ZONE).plusDays(1300).toInstant();
    assertEquals(
        CalendarReading.takingPlace(meetings.upcomingPublic(groupId, 3000), now, end),
        CalendarReading.read(feed(), now, end));
  }

  @Test
  void throughEveryClockChangeUntil2040AMeetingIsReadAtItsTime() throws Exception {
    for (int hour : List.of(0, 1, 3, 9, 20, 23)) {
      meetings.create(
          groupId,
          new NewMeetingSeries(
              Recurrence.WEEKLY,
              LocalDate.of(2026, 1, 4),
              LocalDate.of(2040, 12, 30),
              LocalTime.of(hour, 30),
              60,
              null));
    }
    Instant now = Instant.parse("2026-01-02T00:00:00Z");
    clock.moveTo(now.toString());
    Instant end = Instant.parse("2041-06-01T00:00:00Z");
    List<CalendarReading.Shown> listed =
        CalendarReading.takingPlace(meetings.upcomingPublic(groupId, 100_000), now, end);
    assertEquals(6 * 783, listed.size());
    assertEquals(listed, CalendarReading.read(feed(), now, end));
  }

  @Test
  void theBytesStayWhileNothingChangesAndTheSequenceGoesUpWhenSomethingDoes() {
    String seriesId = meetings.create(groupId, weekly(LocalDate.of(2026, 11, 25)));
    byte[] before = feed();
    clock.moveTo("2026-11-28T12:00:00Z");
    assertArrayEquals(before, feed());
    assertTrue(text(before).contains("SEQUENCE:1\r\n"));
    assertTrue(text(before).contains("DTSTAMP:20261124T000000Z\r\n"));
    meetings.changeOne(
        groupId, etag(), seriesId, LocalDate.of(2026, 12, 2), MeetingChange.CANCELLED);
    assertTrue(text(feed()).contains("SEQUENCE:2\r\n"));
    assertTrue(text(feed()).contains("DTSTAMP:20261128T000000Z\r\n"));
    assertTrue(text(feed()).contains("EXDATE;TZID=Europe/Amsterdam:20261202T200000\r\n"));
    people
        .writer()
        .useHandle(
            handle ->
                groups.change(
                    handle, new nl.kring.server.platform.Keyed<>(groupId, groupId, group(false))));
    assertTrue(text(feed()).contains("SEQUENCE:3\r\n"));
  }

  @Test
  void itIsWrittenAsTheStandardsSay() {
    meetings.create(
        groupId,
        new NewMeetingSeries(
            Recurrence.MONTHLY,
            2,
            List.of(-1, 1, 3),
            LocalDate.of(2026, 12, 4),
            LocalDate.of(2027, 8, 31),
            LocalTime.of(20, 0),
            90,
            null,
            null,
            false));
    byte[] feed = feed();
    String text = text(feed);
    assertTrue(
        text.contains(
            "RRULE:FREQ=MONTHLY;UNTIL=20270831T215959Z;INTERVAL=2;BYDAY=1FR,3FR,-1FR\r\n"),
        text);
    assertTrue(text.contains("DTSTART;TZID=Europe/Amsterdam:20261204T200000\r\n"), text);
    assertTrue(text.contains("SUMMARY:Kring\\, vrijdag\r\n"), text);
    assertTrue(text.contains("REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n"), text);
    assertTrue(text.contains("X-PUBLISHED-TTL:PT6H\r\n"), text);
    assertTrue(text.contains("TZID:Europe/Amsterdam\r\n"), text);
    assertTrue(text.contains("DTSTART:19960331T020000\r\n"), text);
    assertTrue(text.contains("RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\n"), text);
    assertFalse(text.contains("METHOD"), text);
    for (String line : new String(feed, StandardCharsets.UTF_8).split("\r\n")) {
      assertTrue(line.getBytes(StandardCharsets.UTF_8).length <= 75, line);
      assertFalse(line.contains("\n"), "only CRLF ends a line");
    }
  }

  @Test
  void s08_nothingInItBetraysWhatTheGroupIsAbout() {
    meetings.create(
        groupId,
        new NewMeetingSeries(
            Recurrence.WEEKLY,
            1,
            List.of(),
            LocalDate.of(2026, 11, 25),
            null,
            LocalTime.of(20, 0),
            90,
            null,
            "https://meet.example/geheim",
            false));
    String text = text(feed());
    for (String word : List.of("agressie", "mannen", "stichting", "twaalf", "twelve", "geheim")) {
      assertFalse(text.toLowerCase(java.util.Locale.ROOT).contains(word), word + " in " + text);
    }
    assertTrue(text.contains("Boogstraat"), text);
    people
        .writer()
        .useHandle(
            handle ->
                groups.change(
                    handle, new nl.kring.server.platform.Keyed<>(groupId, groupId, group(false))));
    assertFalse(text(feed()).contains("Boogstraat"));
    assertFalse(text(feed()).contains("LOCATION"));
  }

  @Test
  void whatIsLongPastIsLeftOut() throws Exception {
    meetings.create(groupId, weekly(LocalDate.of(2016, 1, 6)));
    String ended =
        meetings.create(
            groupId,
            new NewMeetingSeries(
                Recurrence.WEEKLY,
                LocalDate.of(2016, 1, 5),
                LocalDate.of(2020, 1, 5),
                LocalTime.of(20, 0),
                90,
                null));
    assertFalse(text(feed()).contains(ended));
    assertTrue(text(feed()).contains("DTSTART;TZID=Europe/Amsterdam:20251105T200000\r\n"));
    // Moved into the present: it is shown, and what was cancelled in between is not.
    Planning planning = meetings.planning(groupId);
    LocalDate day = LocalDate.of(2019, 12, 24);
    planning =
        meetings.changeOne(
            groupId, planning.etag(), ended, day.plusWeeks(1), MeetingChange.CANCELLED);
    meetings.changeOne(
        groupId,
        planning.etag(),
        ended,
        day,
        new MeetingChange(
            new MeetingChange.Moved(
                LocalDate.of(2026, 12, 1), LocalTime.of(19, 0), 60, null, null, false)));
    Instant from = Instant.parse("2019-12-01T00:00:00Z");
    Instant to = Instant.parse("2027-01-01T00:00:00Z");
    assertEquals(
        List.of("2026-12-01T18:00:00Z"),
        CalendarReading.read(feed(), from, to).stream()
            .filter(each -> each.uid().equals(ended))
            .map(each -> each.start().toString())
            .toList());
  }

  @Test
  void aGroupThatIsNotOpenYetHasNoPublicCalendar() {
    String prepared = groups.add(group(true));
    meetings.create(prepared, weekly(LocalDate.of(2026, 11, 25)));
    assertTrue(calendars.ofGroup(prepared).isEmpty());
  }

  @Test
  void anUnknownGroupHasNone() {
    assertTrue(calendars.ofGroup("elsewhere").isEmpty());
    assertTrue(calendars.ofAddress("elsewhere").isEmpty());
    assertEquals(
        0, Arrays.stream(text(feed()).split("\r\n")).filter("BEGIN:VEVENT"::equals).count());
  }
}
