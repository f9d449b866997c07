package nl.kring.server.token;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import nl.kring.model.time.IsoWeek;
import nl.kring.model.token.Purpose;

/** Which of the fixed ring of tables holds the spent tokens of a day or a month. */
final class SpentTable {
  private static final int DAYS = 21;
  private static final int MONTHS = 3;

  private SpentTable() {}

  static String of(Purpose purpose, String scope) {
    return purpose == Purpose.CHECK_IN
        ? ofDay(LocalDate.parse(scope))
        : ofMonth(YearMonth.parse(scope));
  }

  static List<String> ofWeek(IsoWeek week) {
    return week.days().stream().map(SpentTable::ofDay).toList();
  }

  static String ofMonth(YearMonth month) {
    return "spent_m" + Math.floorMod(month.getLong(ChronoField.PROLEPTIC_MONTH), MONTHS);
  }

  private static String ofDay(LocalDate day) {
    return String.format(Locale.ROOT, "spent_d%02d", Math.floorMod(day.toEpochDay(), DAYS));
  }
}
