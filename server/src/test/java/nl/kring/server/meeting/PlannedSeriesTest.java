package nl.kring.server.meeting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import nl.kring.model.meeting.Meeting;
import nl.kring.model.meeting.MeetingStatus;
import nl.kring.model.time.IsoWeek;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What must hold for every series and every edit, tried on many; each repetition has its seed. */
class PlannedSeriesTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
  private static final LocalTime EIGHT = LocalTime.of(20, 0);

  private static NewMeetingSeries weekly(LocalDate firstDay, LocalTime time, int minutes) {
    return new NewMeetingSeries(Recurrence.WEEKLY, firstDay, null, time, minutes, null);
  }

  private static PlannedSeries planned(NewMeetingSeries series) {
    return new PlannedSeries("series", series, Map.of(), List.of(), "Boogstraat 1");
  }

  private static NewMeetingSeries random(Random random) {
    LocalDate any = FIRST.plusDays(random.nextInt(1500));
    LocalDate last = random.nextInt(3) == 0 ? any.plusDays(random.nextInt(900)) : null;
    LocalTime time = LocalTime.of(random.nextInt(24), random.nextInt(60));
    int minutes = 15 + random.nextInt(586);
    int every = 1 + random.nextInt(random.nextBoolean() ? 2 : NewMeetingSeries.MOST_EVERY);
    String url = random.nextBoolean() ? "https://meet.example/x" : null;
    switch (random.nextInt(5)) {
      case 0:
        return new NewMeetingSeries(
            Recurrence.ONCE, 1, List.of(), any, null, time, minutes, null, url, false);
      case 1, 2:
        return new NewMeetingSeries(
            Recurrence.WEEKLY, every, List.of(), any, last, time, minutes, null, url, false);
      default:
        List<Integer> ordinals = new ArrayList<>(List.of(1, 2, 3, 4, -1));
        ordinals.removeIf(each -> random.nextBoolean());
        if (ordinals.isEmpty()) {
          ordinals.add(-1);
        }
        while (!isOneOf(any, ordinals)) {
          any = any.plusDays(1);
        }
        if (last != null && last.isBefore(any)) {
          last = any;
        }
        return new NewMeetingSeries(
            Recurrence.MONTHLY, every, ordinals, any, last, time, minutes, null, url, false);
    }
  }

  /** Found by the calendar of the JDK, which shares no line with what is tested. */
  private static boolean isOneOf(LocalDate day, List<Integer> ordinals) {
    DayOfWeek weekday = day.getDayOfWeek();
    return ordinals.stream()
        .anyMatch(each -> day.with(TemporalAdjusters.dayOfWeekInMonth(each, weekday)).equals(day));
  }

  /** Whether a series has a meeting on a day, by its definition. */
  private static boolean has(NewMeetingSeries series, LocalDate day) {
    LocalDate first = series.firstDay();
    if (day.isBefore(first) || (series.lastDay() != null && day.isAfter(series.lastDay()))) {
      return false;
    }
    return switch (series.recurrence()) {
      case ONCE -> day.equals(first);
      case WEEKLY -> ChronoUnit.DAYS.between(first, day) % (7L * series.every()) == 0;
      case MONTHLY ->
          day.getDayOfWeek() == first.getDayOfWeek()
              && isOneOf(day, series.ordinals())
              && YearMonth.from(first).until(YearMonth.from(day), ChronoUnit.MONTHS)
                      % series.every()
                  == 0;
    };
  }

  @RepeatedTest(300)
  void noMeetingIsLostAndNoneDoubledWhateverWasDecided(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    NewMeetingSeries series = random(random);
    LocalDate end = FIRST.plusDays(4000);
    List<LocalDate> days = FIRST.datesUntil(end).filter(day -> has(series, day)).toList();
    Map<LocalDate, MeetingChange> changes = new HashMap<>();
    for (int i = random.nextInt(12); i > 0; i--) {
      // Also for days on which there is nothing to change.
      LocalDate day =
          random.nextInt(6) == 0
              ? FIRST.plusDays(random.nextInt(3000))
              : days.get(random.nextInt(days.size()));
      changes.put(
          day,
          random.nextBoolean()
              ? MeetingChange.CANCELLED
              : new MeetingChange(
                  new MeetingChange.Moved(
                      day.plusDays(random.nextInt(60) - 30),
                      LocalTime.of(19, 15),
                      60,
                      "Pleinweg 4",
                      null,
                      false)));
    }
    List<MeetingPause> pauses = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      LocalDate begin = FIRST.plusDays(random.nextInt(3000));
      boolean isClosed = random.nextBoolean();
      pauses.add(
          new MeetingPause(
              isClosed ? MeetingPause.Kind.LOCATION_CLOSED : MeetingPause.Kind.NO_MEETINGS,
              begin,
              begin.plusDays(random.nextInt(90)),
              isClosed && random.nextBoolean() ? "Kerkpad 2" : null));
    }
    PlannedSeries planned = new PlannedSeries("series", series, changes, pauses, "Boogstraat 1");

    LocalDateTime now = FIRST.plusDays(random.nextInt(3000)).atTime(random.nextInt(24), 0);
    List<LocalDate> wanted = new ArrayList<>();
    for (LocalDate day : days) {
      if (end(series, changes, day).isAfter(now)) {
        wanted.add(day);
      }
    }
    List<Meeting> got = planned.notOverAt(now, 100_000 > days.size() ? wanted.size() : 0);
    Map<LocalDate, Meeting> byDay = new TreeMap<>();
    for (Meeting meeting : got) {
      assertEquals(null, byDay.put(meeting.day(), meeting), "none doubled");
    }
    for (LocalDate day : wanted) {
      if (series.lastDay() != null || series.recurrence() == Recurrence.ONCE) {
        assertTrue(byDay.containsKey(day), "none lost: " + day);
      }
    }
    for (Meeting meeting : got) {
      assertTrue(has(series, meeting.day()), "one of the series");
      assertEquals(
          status(series, changes.get(meeting.day()), pauses, meeting.day()), meeting.status());
    }
    for (int i = 1; i < got.size(); i++) {
      assertFalse(got.get(i).start().isBefore(got.get(i - 1).start()), "soonest first");
    }
    // A shorter list is the beginning of a longer one.
    int few = Math.min(got.size(), 1 + random.nextInt(20));
    assertEquals(
        got.subList(0, few).stream().map(Meeting::day).toList(),
        planned.notOverAt(now, few).stream().map(Meeting::day).toList());
  }

  private static LocalDateTime end(
      NewMeetingSeries series, Map<LocalDate, MeetingChange> changes, LocalDate day) {
    MeetingChange change = changes.get(day);
    boolean isMoved = change != null && change.moved() != null;
    ZonedDateTime start =
        isMoved
            ? change.moved().day().atTime(change.moved().startTime()).atZone(IsoWeek.ZONE)
            : day.atTime(series.startTime()).atZone(IsoWeek.ZONE);
    return start
        .plusMinutes(isMoved ? change.moved().durationMinutes() : series.durationMinutes())
        .toLocalDateTime();
  }

  private static MeetingStatus status(
      NewMeetingSeries series, MeetingChange change, List<MeetingPause> pauses, LocalDate day) {
    if (change != null) {
      return change.moved() == null ? MeetingStatus.CANCELLED : MeetingStatus.CHANGED;
    }
    for (MeetingPause pause : pauses) {
      if (!day.isBefore(pause.firstDay()) && !day.isAfter(pause.lastDay())) {
        boolean goesOn =
            pause.kind() == MeetingPause.Kind.LOCATION_CLOSED
                && (pause.address() != null || series.onlineUrl() != null);
        return goesOn ? MeetingStatus.CHANGED : MeetingStatus.CANCELLED;
      }
    }
    return MeetingStatus.PLANNED;
  }

  @Test
  void throughEveryClockChangeUntil2040AMeetingStaysAtItsTimeAndKeepsItsLength() {
    ZoneOffsetTransition change =
        IsoWeek.ZONE.getRules().nextTransition(FIRST.atStartOfDay(IsoWeek.ZONE).toInstant());
    int changes = 0;
    while (change.getDateTimeBefore().getYear() <= 2040) {
      LocalDate day = change.getDateTimeBefore().toLocalDate();
      for (int before = 14; before >= -14; before--) {
        // The same weekday and time, on both sides of the change and across it.
        LocalDate from = day.minusDays(before);
        for (LocalTime time : List.of(LocalTime.of(0, 30), LocalTime.of(9, 0), EIGHT)) {
          List<Meeting> meetings =
              planned(weekly(from, time, 90)).notOverAt(from.atStartOfDay().minusDays(1), 6);
          for (int i = 0; i < 6; i++) {
            assertEquals(from.plusWeeks(i).atTime(time), meetings.get(i).start());
            assertEquals(
                90,
                ChronoUnit.MINUTES.between(
                            meetings.get(i).start().atZone(IsoWeek.ZONE),
                            meetings.get(i).end().atZone(IsoWeek.ZONE).withLaterOffsetAtOverlap())
                        % 60
                    + 60);
          }
        }
      }
      changes++;
      change = IsoWeek.ZONE.getRules().nextTransition(change.getInstant());
    }
    assertEquals(30, changes);
  }

  @Test
  void aTimeThatTheClockSkipsBecomesOneThatItShows() {
    LocalDate springForward = LocalDate.of(2027, 3, 28);
    Meeting meeting =
        planned(weekly(springForward, LocalTime.of(2, 30), 60))
            .notOverAt(springForward.atStartOfDay(), 1)
            .get(0);
    assertEquals(springForward.atTime(3, 30), meeting.start());
    assertEquals(springForward.atTime(4, 30), meeting.end());
  }

  @Test
  void theThirdTuesdayAndTheLastOneOfEachSecondMonth() {
    NewMeetingSeries series =
        new NewMeetingSeries(
            Recurrence.MONTHLY,
            2,
            List.of(-1, 3),
            LocalDate.of(2026, 12, 15),
            null,
            EIGHT,
            90,
            null,
            null,
            false);
    assertEquals(
        List.of("2026-12-15", "2026-12-29", "2027-02-16", "2027-02-23", "2027-04-20", "2027-04-27"),
        planned(series).notOverAt(FIRST.atStartOfDay(), 6).stream()
            .map(each -> each.day().toString())
            .toList());
  }
}
