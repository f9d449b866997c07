package nl.kring.server.meeting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HolidayTest {
  /** Easter Sundays as published, the earliest and the latest possible among them. */
  private static final Map<Integer, String> EASTERS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(1818, "1818-03-22"),
              Map.entry(1943, "1943-04-25"),
              Map.entry(2000, "2000-04-23"),
              Map.entry(2008, "2008-03-23"),
              Map.entry(2011, "2011-04-24"),
              Map.entry(2019, "2019-04-21"),
              Map.entry(2024, "2024-03-31"),
              Map.entry(2025, "2025-04-20"),
              Map.entry(2026, "2026-04-05"),
              Map.entry(2027, "2027-03-28"),
              Map.entry(2028, "2028-04-16"),
              Map.entry(2029, "2029-04-01"),
              Map.entry(2030, "2030-04-21"),
              Map.entry(2038, "2038-04-25"),
              Map.entry(2049, "2049-04-18")));

  @Test
  void easterIsWhereItWasPublished() {
    EASTERS.forEach(
        (year, day) -> assertEquals(day, Holiday.EASTER_SUNDAY.inYear(year).toString()));
  }

  /** The full moon of the church's tables, year after year, by another way than that of Holiday. */
  @Test
  void easterIsTheFirstSundayAfterTheFullMoonOfSpring() {
    for (int year = 2000; year <= 2099; year++) {
      // Gauss, with the constants of 1900 to 2099.
      int days = (19 * (year % 19) + 24) % 30;
      int toSunday = (2 * (year % 4) + 4 * (year % 7) + 6 * days + 5) % 7;
      LocalDate easter = LocalDate.of(year, 3, 22).plusDays(days + toSunday);
      if (easter.equals(LocalDate.of(year, 4, 26))
          || (days == 28 && toSunday == 6 && (11 * (24 + 1)) % 30 < 19)) {
        easter = easter.minusWeeks(1);
      }
      assertEquals(easter, Holiday.EASTER_SUNDAY.inYear(year));
      assertEquals(DayOfWeek.SUNDAY, easter.getDayOfWeek());
    }
  }

  @Test
  void kingsDayIsADayEarlierWhenItWouldBeASunday() {
    assertEquals(LocalDate.of(2025, 4, 26), Holiday.KINGS_DAY.inYear(2025));
    assertEquals(LocalDate.of(2031, 4, 26), Holiday.KINGS_DAY.inYear(2031));
    assertEquals(LocalDate.of(2026, 4, 27), Holiday.KINGS_DAY.inYear(2026));
    assertEquals(Optional.empty(), Holiday.on(LocalDate.of(2025, 4, 27)));
  }

  @Test
  void theDaysOf2027() {
    Map<String, String> days = new TreeMap<>();
    for (LocalDate day = LocalDate.of(2027, 1, 1); day.getYear() == 2027; day = day.plusDays(1)) {
      String text = day.toString();
      Holiday.on(day).ifPresent(holiday -> days.put(text, holiday.wireName()));
    }
    assertEquals(
        "{2027-01-01=new-years-day, 2027-03-26=good-friday, 2027-03-28=easter-sunday,"
            + " 2027-03-29=easter-monday, 2027-04-27=kings-day, 2027-05-05=liberation-day,"
            + " 2027-05-06=ascension-day, 2027-05-16=whit-sunday, 2027-05-17=whit-monday,"
            + " 2027-12-05=saint-nicholas-eve, 2027-12-24=christmas-eve, 2027-12-25=christmas-day,"
            + " 2027-12-26=second-christmas-day, 2027-12-31=new-years-eve}",
        days.toString());
    assertTrue(Holiday.KINGS_DAY.isOfficial());
    assertFalse(Holiday.NEW_YEARS_EVE.isOfficial());
  }

  @Test
  void ofTwoOnOneDayOneIsNamed() {
    // In 2008 Ascension Day was the 1st of May; in 2016 the 5th, which is Liberation Day.
    assertEquals(LocalDate.of(2016, 5, 5), Holiday.ASCENSION_DAY.inYear(2016));
    assertEquals(Holiday.LIBERATION_DAY, Holiday.on(LocalDate.of(2016, 5, 5)).orElseThrow());
  }
}
