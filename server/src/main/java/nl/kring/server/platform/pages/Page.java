package nl.kring.server.platform.pages;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;

/** What every template may use: the words in the reader's language, and where static files are. */
public final class Page {
  private final Words words;
  private final StaticFiles files;

  Page(Words words, StaticFiles files) {
    this.words = words;
    this.files = files;
  }

  /** Code of the language (ISO 639-1). */
  public String language() {
    return words.language();
  }

  /** See {@link Words#text}. */
  public String text(String key, Object... values) {
    return words.text(key, values);
  }

  /** As in "woensdag 25 november". */
  public String day(LocalDate day) {
    return words.day(day);
  }

  /** As in "woensdag 25 november 2026". */
  public String longDay(LocalDate day) {
    return words.longDay(day);
  }

  /** As in "november 2026". */
  public String month(YearMonth month) {
    return words.month(month);
  }

  /** As in "wo 25 nov". */
  public String shortDay(LocalDate day) {
    return words.shortDay(day);
  }

  /** As in "25 november 2026". */
  public String date(LocalDate day) {
    return words.date(day);
  }

  /** As in "20.00". */
  public String time(LocalTime time) {
    return words.time(time);
  }

  /**
   * The address of a static file, with the hash of its content, so that it may be kept for ever.
   */
  public String file(String name) {
    return files.url(name);
  }
}
