package nl.kring.model.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import nl.kring.model.time.IsoWeek;
import org.junit.jupiter.api.Test;

class SpendWindowTest {
  private static List<YearMonth> months(String week) {
    return SpendWindow.monthsOf(IsoWeek.parse(week));
  }

  @Test
  void aWeekHoldsTheMonthsThatCanBeSpentOnOneOfItsDays() {
    YearMonth october = YearMonth.of(2026, 10);
    YearMonth november = YearMonth.of(2026, 11);
    YearMonth december = YearMonth.of(2026, 12);
    // Monday 2 to Sunday 8 November: October's key lives until the 5th.
    assertEquals(List.of(october, november), months("2026-W45"));
    assertEquals(List.of(november), months("2026-W46"));
    assertEquals(List.of(november, december), months("2026-W49"));
    // 30 November to 6 December, and the year's end.
    assertEquals(List.of(december), months("2026-W50"));
    assertEquals(List.of(december, YearMonth.of(2027, 1)), months("2026-W53"));
  }

  @Test
  void everyWeekHoldsAMonthExactlyWhenTheirDaysMeet() {
    for (LocalDate monday = LocalDate.parse("2026-01-05");
        monday.getYear() < 2029;
        monday = monday.plusWeeks(1)) {
      IsoWeek week = IsoWeek.of(monday);
      for (int i = -3; i <= 3; i++) {
        YearMonth month = YearMonth.from(monday).plusMonths(i);
        SpendWindow window = SpendWindow.of(month);
        boolean meets =
            week.days().stream()
                .map(day -> day.atTime(12, 0).atZone(IsoWeek.ZONE).toInstant())
                .anyMatch(at -> !at.isBefore(window.opensAt()) && at.isBefore(window.closesAt()));
        assertEquals(meets, SpendWindow.monthsOf(week).contains(month), week + " " + month);
      }
    }
  }

  @Test
  void windowsAreThoseOfTheContract() {
    SpendWindow day = SpendWindow.of(Purpose.CHECK_IN, "2026-11-24");
    assertEquals(Instant.parse("2026-11-23T23:00:00Z"), day.opensAt());
    assertEquals(Instant.parse("2026-12-01T03:00:00Z"), day.closesAt());
    SpendWindow month = SpendWindow.of(Purpose.PARTICIPATION, "2026-10");
    assertEquals(Instant.parse("2026-09-30T22:00:00Z"), month.opensAt());
    assertEquals(Instant.parse("2026-11-05T23:00:00Z"), month.closesAt());
  }
}
