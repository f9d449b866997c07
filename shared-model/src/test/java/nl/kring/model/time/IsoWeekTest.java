package nl.kring.model.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoWeekTest {
  @Test
  void aWeekThatCrossesTheYearBelongsToTheYearOfItsThursday() {
    assertEquals("2026-W53", IsoWeek.of(LocalDate.of(2027, 1, 3)).toString());
    assertEquals(LocalDate.of(2026, 12, 28), IsoWeek.parse("2026-W53").monday());
  }

  @Test
  void everyDayOfThirtyYearsIsInTheWeekThatIsNamedAfterIt() {
    for (LocalDate day = LocalDate.of(2020, 1, 1); day.getYear() < 2050; day = day.plusDays(1)) {
      IsoWeek week = IsoWeek.of(day);
      assertEquals(week, IsoWeek.parse(week.toString()));
      assertEquals(true, week.days().contains(day));
    }
  }

  @Test
  void aWeekClosesOnTuesdayAtFourWhateverTheClocksDo() {
    assertEquals(Instant.parse("2026-11-24T03:00:00Z"), IsoWeek.parse("2026-W47").closesAt());
    assertEquals(Instant.parse("2026-03-31T02:00:00Z"), IsoWeek.parse("2026-W13").closesAt());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-W53", "2026-W00", "2026-48", "W48", "", "2026-W54", "26-W01"})
  void whatIsNoWeekIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> IsoWeek.parse(text));
  }
}
