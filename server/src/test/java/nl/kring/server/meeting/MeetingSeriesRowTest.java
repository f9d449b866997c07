package nl.kring.server.meeting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Random;
import nl.kring.model.meeting.Meeting;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What must hold for every weekly series, tried on many: each repetition has a seed of its own. */
class MeetingSeriesRowTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

  private static MeetingSeriesRow weekly(LocalDate firstDay, LocalTime time, int minutes) {
    return new MeetingSeriesRow(
        "series",
        null,
        "group",
        "weekly",
        firstDay.toString(),
        null,
        time.toString(),
        minutes,
        null);
  }

  private static List<Meeting> next(MeetingSeriesRow series, LocalDateTime now, int count) {
    return series.notOverAt(now, null).limit(count).toList();
  }

  @RepeatedTest(100)
  void weeklyMeetingsAreAWeekApartAtTheSameTime(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    LocalDate firstDay = FIRST.plusDays(random.nextInt(1500));
    // Not between 2 and 3 at night, which one Sunday a year does not have.
    LocalTime time = LocalTime.of(4 + random.nextInt(20), random.nextInt(60));
    LocalDateTime now = FIRST.plusDays(random.nextInt(3000)).atTime(12, 0);
    List<Meeting> meetings = next(weekly(firstDay, time, 90), now, 60);
    assertEquals(60, meetings.size());
    LocalDateTime start = meetings.get(0).start();
    assertEquals(firstDay.getDayOfWeek(), start.getDayOfWeek());
    assertEquals(time, start.toLocalTime());
    assertFalse(start.toLocalDate().isBefore(firstDay));
    for (int i = 0; i < 60; i++) {
      assertEquals(start.plusWeeks(i), meetings.get(i).start());
    }
  }

  @RepeatedTest(100)
  void nothingIsMissedAndNothingIsShownThatIsOver(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    LocalTime time = LocalTime.of(random.nextInt(24), random.nextInt(60));
    int minutes = 15 + random.nextInt(586);
    MeetingSeriesRow series = weekly(FIRST.plusDays(random.nextInt(400)), time, minutes);
    LocalDateTime now = FIRST.plusDays(random.nextInt(800)).atTime(random.nextInt(24), 0);
    List<Meeting> all = next(series, FIRST.minusDays(1).atStartOfDay(), 200);
    List<Meeting> coming = next(series, now, 3);
    assertTrue(coming.stream().allMatch(each -> each.end().isAfter(now)));
    assertEquals(
        all.stream().filter(each -> each.end().isAfter(now)).limit(3).map(Meeting::start).toList(),
        coming.stream().map(Meeting::start).toList());
  }

  @Test
  void aTimeThatTheClockSkipsBecomesOneThatItShows() {
    LocalDate springForward = LocalDate.of(2027, 3, 28);
    Meeting meeting =
        next(weekly(springForward, LocalTime.of(2, 30), 60), springForward.atStartOfDay(), 1)
            .get(0);
    assertEquals(springForward.atTime(3, 30), meeting.start());
    assertEquals(springForward.atTime(4, 30), meeting.end());
  }

  @Test
  void aMeetingLastsAsLongAsItSaysInTheNightTheClockChanges() {
    LocalDate springForward = LocalDate.of(2027, 3, 28);
    Meeting meeting =
        next(weekly(springForward, LocalTime.of(1, 30), 60), springForward.atStartOfDay(), 1)
            .get(0);
    assertEquals(springForward.atTime(3, 30), meeting.end());
  }
}
