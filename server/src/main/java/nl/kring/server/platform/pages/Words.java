package nl.kring.server.platform.pages;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of all pages in one language, and how it writes days and times. Immutable. */
public final class Words {
  private static final Pattern HOLE = Pattern.compile("\\{(\\d)}");

  private final String language;
  private final Map<String, String> byKey;

  Words(String language, Map<String, String> byKey) {
    this.language = language;
    this.byKey = Map.copyOf(byKey);
  }

  /** Its code (ISO 639-1). */
  public String language() {
    return language;
  }

  /** The keys that have words. */
  public Set<String> keys() {
    return byKey.keySet();
  }

  /**
   * The words of a key, with {@code {0}}, {@code {1}} … replaced by the values.
   *
   * @throws IllegalArgumentException when the key has none: a template is wrong
   */
  public String text(String key, Object... values) {
    String words = byKey.get(key);
    if (words == null) {
      throw new IllegalArgumentException("no words for " + key + " in " + language);
    }
    // In one pass, so that a value with braces in it stays as it is.
    return HOLE.matcher(words)
        .replaceAll(
            hole ->
                Matcher.quoteReplacement(String.valueOf(values[Integer.parseInt(hole.group(1))])));
  }

  /** As in "woensdag 25 november". */
  public String day(LocalDate day) {
    return day(day, "");
  }

  /** As in "woensdag 25 november 2026". */
  public String longDay(LocalDate day) {
    return text("date.year", day(day), day.getYear());
  }

  /** As in "november 2026". */
  public String month(YearMonth month) {
    return text("date.year", item("date.months", month.getMonthValue()), month.getYear());
  }

  /** As in "woensdag". */
  public String weekday(LocalDate day) {
    return item("date.weekdays", day.getDayOfWeek().getValue());
  }

  /** As in "wo 25 nov". */
  public String shortDay(LocalDate day) {
    return day(day, ".short");
  }

  /** As in "25 november 2026". */
  public String date(LocalDate day) {
    return text(
        "date.full", day.getDayOfMonth(), item("date.months", day.getMonthValue()), day.getYear());
  }

  private String day(LocalDate day, String form) {
    return text(
        "date.day",
        item("date.weekdays" + form, day.getDayOfWeek().getValue()),
        day.getDayOfMonth(),
        item("date.months" + form, day.getMonthValue()));
  }

  private String item(String key, int number) {
    return text(key).split(",", -1)[number - 1];
  }

  /** As in "20.00". */
  public String time(LocalTime time) {
    return text("date.time", twoDigits(time.getHour()), twoDigits(time.getMinute()));
  }

  private static String twoDigits(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}
