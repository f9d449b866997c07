package nl.kring.server.competence;

import java.time.LocalDate;

/** Which days can stand here. */
final class PossibleDays {
  private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);
  private static final int MOST_YEARS_AHEAD = 10;

  /** How long before the end one is told of it; calendar months. */
  static final int MONTHS_AHEAD = 3;

  private PossibleDays() {}

  /** Whether something can have happened on that day. */
  static boolean isPast(LocalDate day, LocalDate today) {
    return !day.isBefore(EARLIEST) && !day.isAfter(today);
  }

  /** The last day for which something can be planned. */
  static LocalDate last(LocalDate today) {
    return today.plusYears(MOST_YEARS_AHEAD);
  }

  /** Whether the last day of something lies within the three months from today. */
  static boolean isSoon(LocalDate last, LocalDate today) {
    return !last.isAfter(today.plusMonths(MONTHS_AHEAD));
  }
}
