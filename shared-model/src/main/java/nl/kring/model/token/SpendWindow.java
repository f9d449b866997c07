package nl.kring.model.token;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import nl.kring.model.time.IsoWeek;

/**
 * When tokens of a key can be spent, and so in which weeks' trees the key is a leaf. Immutable;
 * reckoned in Europe/Amsterdam.
 */
public final class SpendWindow {
  /** After this day of the next month nothing of a month is drawn or spent any more. */
  private static final int LAST_DAY_OF_NEXT_MONTH = 5;

  private final Instant opensAt;
  private final Instant closesAt;

  private SpendWindow(Instant opensAt, Instant closesAt) {
    this.opensAt = opensAt;
    this.closesAt = closesAt;
  }

  /** Of a day's key: from the day until its week closes. */
  public static SpendWindow of(LocalDate day) {
    return new SpendWindow(start(day), IsoWeek.of(day).closesAt());
  }

  /** Of a month's key: from the 1st to the 5th of the next month, 24:00. */
  public static SpendWindow of(YearMonth month) {
    return new SpendWindow(start(month.atDay(1)), start(lastDay(month).plusDays(1)));
  }

  /**
   * Of the key with this scope.
   *
   * @param scope {@code 2026-11-24} for a check-in, {@code 2026-11} for a participation
   */
  public static SpendWindow of(Purpose purpose, String scope) {
    return purpose == Purpose.CHECK_IN ? of(LocalDate.parse(scope)) : of(YearMonth.parse(scope));
  }

  /**
   * The months whose keys are leaves of this week's tree: those that can be spent on one of its
   * days, oldest first.
   */
  public static List<YearMonth> monthsOf(IsoWeek week) {
    LocalDate monday = week.monday();
    List<YearMonth> months = new ArrayList<>();
    YearMonth last = YearMonth.from(monday.plusDays(6));
    for (YearMonth month = YearMonth.from(monday).minusMonths(1);
        !month.isAfter(last);
        month = month.plusMonths(1)) {
      if (!lastDay(month).isBefore(monday)) {
        months.add(month);
      }
    }
    return months;
  }

  private static LocalDate lastDay(YearMonth month) {
    return month.plusMonths(1).atDay(LAST_DAY_OF_NEXT_MONTH);
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(IsoWeek.ZONE).toInstant();
  }

  /** The first instant at which a token can be spent. */
  public Instant opensAt() {
    return opensAt;
  }

  /** The first instant at which it can be spent no more. */
  public Instant closesAt() {
    return closesAt;
  }

  @Override
  public String toString() {
    return "SpendWindow " + opensAt + " to " + closesAt;
  }
}
