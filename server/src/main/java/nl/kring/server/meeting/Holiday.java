package nl.kring.server.meeting;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.Locale;
import java.util.Optional;

/**
 * Days on which people in the Netherlands stay away. Official are those of the Algemene
 * termijnenwet, art. 3, Good Friday among them; Easter and Whit Sunday are Sundays anyway.
 */
public enum Holiday {
  /** 1 January. */
  NEW_YEARS_DAY(true),
  /** Two days before Easter. */
  GOOD_FRIDAY(true),
  /** The first Sunday after the first full moon of spring, as the church counts. */
  EASTER_SUNDAY(true),
  /** The day after. */
  EASTER_MONDAY(true),
  /** 27 April; the 26th when that is a Sunday. */
  KINGS_DAY(true),
  /** 5 May. */
  LIBERATION_DAY(true),
  /** The sixth Thursday after Easter. */
  ASCENSION_DAY(true),
  /** The seventh Sunday after Easter. */
  WHIT_SUNDAY(true),
  /** The day after. */
  WHIT_MONDAY(true),
  /** 5 December, the evening of the presents. */
  SAINT_NICHOLAS_EVE(false),
  /** 24 December. */
  CHRISTMAS_EVE(false),
  /** 25 December. */
  CHRISTMAS_DAY(true),
  /** 26 December. */
  SECOND_CHRISTMAS_DAY(true),
  /** 31 December. */
  NEW_YEARS_EVE(false);

  private final boolean isOfficial;

  Holiday(boolean isOfficial) {
    this.isOfficial = isOfficial;
  }

  /** Whether the law names it. */
  public boolean isOfficial() {
    return isOfficial;
  }

  /** The name on the wire. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The holiday that a day is; of two on one day the earlier here. */
  public static Optional<Holiday> on(LocalDate day) {
    for (Holiday each : values()) {
      if (each.inYear(day.getYear()).equals(day)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** On which day it is. */
  public LocalDate inYear(int year) {
    return switch (this) {
      case NEW_YEARS_DAY -> LocalDate.of(year, Month.JANUARY, 1);
      case GOOD_FRIDAY -> easter(year).minusDays(2);
      case EASTER_SUNDAY -> easter(year);
      case EASTER_MONDAY -> easter(year).plusDays(1);
      case KINGS_DAY -> {
        LocalDate birthday = LocalDate.of(year, Month.APRIL, 27);
        yield birthday.getDayOfWeek() == DayOfWeek.SUNDAY ? birthday.minusDays(1) : birthday;
      }
      case LIBERATION_DAY -> LocalDate.of(year, Month.MAY, 5);
      case ASCENSION_DAY -> easter(year).plusDays(39);
      case WHIT_SUNDAY -> easter(year).plusDays(49);
      case WHIT_MONDAY -> easter(year).plusDays(50);
      case SAINT_NICHOLAS_EVE -> LocalDate.of(year, Month.DECEMBER, 5);
      case CHRISTMAS_EVE -> LocalDate.of(year, Month.DECEMBER, 24);
      case CHRISTMAS_DAY -> LocalDate.of(year, Month.DECEMBER, 25);
      case SECOND_CHRISTMAS_DAY -> LocalDate.of(year, Month.DECEMBER, 26);
      case NEW_YEARS_EVE -> LocalDate.of(year, Month.DECEMBER, 31);
    };
  }

  /** Easter of the Gregorian calendar, as the "Anonymous" of Nature, 20 April 1876, computes it. */
  private static LocalDate easter(int year) {
    int golden = year % 19;
    int century = year / 100;
    int inCentury = year % 100;
    int moonCorrection = (century - (century + 8) / 25 + 1) / 3;
    int epact = (19 * golden + century - century / 4 - moonCorrection + 15) % 30;
    int weekday = (32 + 2 * (century % 4) + 2 * (inCentury / 4) - epact - inCentury % 4) % 7;
    int late = (golden + 11 * epact + 22 * weekday) / 451;
    int days = epact + weekday - 7 * late + 114;
    return LocalDate.of(year, days / 31, days % 31 + 1);
  }
}
