package nl.kring.model.time;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A week from Monday to Sunday, written as ISO 8601 does: {@code 2026-W48}.
 *
 * <p>Immutable. Everything in Kring is reckoned in {@link #ZONE}.
 */
public final class IsoWeek implements Comparable<IsoWeek> {
  /** The time zone of days, weeks and months: Europe/Amsterdam. */
  public static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  private static final Pattern TEXT = Pattern.compile("(\\d{4})-W(\\d{2})");
  private static final LocalTime CLOSING_TIME = LocalTime.of(4, 0);

  private final LocalDate monday;

  private IsoWeek(LocalDate monday) {
    this.monday = monday;
  }

  /** The week that holds this day. */
  public static IsoWeek of(LocalDate day) {
    return new IsoWeek(day.with(DayOfWeek.MONDAY));
  }

  /** The week it is in Amsterdam at this instant. */
  public static IsoWeek at(Instant instant) {
    return of(instant.atZone(ZONE).toLocalDate());
  }

  /**
   * Reads {@code 2026-W48}.
   *
   * @throws IllegalArgumentException when it is not the name of an existing ISO week
   */
  @JsonCreator
  public static IsoWeek parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("a week looks like 2026-W48");
    }
    int year = Integer.parseInt(matcher.group(1));
    int week = Integer.parseInt(matcher.group(2));
    try {
      LocalDate monday =
          LocalDate.of(year, 1, 4)
              .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week)
              .with(DayOfWeek.MONDAY);
      IsoWeek found = new IsoWeek(monday);
      // java.time takes week 53 of a year with 52 for the first week of the next.
      if (found.toString().equals(text)) {
        return found;
      }
    } catch (DateTimeException e) {
      // Told below.
    }
    throw new IllegalArgumentException("this year has no week " + week);
  }

  /** The first day. */
  public LocalDate monday() {
    return monday;
  }

  /** The seven days, Monday first. */
  public List<LocalDate> days() {
    List<LocalDate> days = new ArrayList<>(7);
    for (int i = 0; i < 7; i++) {
      days.add(monday.plusDays(i));
    }
    return days;
  }

  /** Whether this day is one of the seven. */
  public boolean contains(LocalDate day) {
    return of(day).equals(this);
  }

  /** The week after this one; {@code plusWeeks(-1)} is the one before. */
  public IsoWeek plusWeeks(int weeks) {
    return new IsoWeek(monday.plusWeeks(weeks));
  }

  /** When slips of this week are no longer accepted: Tuesday 04:00 after it, Amsterdam time. */
  public Instant closesAt() {
    return monday.plusDays(8).atTime(CLOSING_TIME).atZone(ZONE).toInstant();
  }

  @Override
  public int compareTo(IsoWeek other) {
    return monday.compareTo(other.monday);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IsoWeek && ((IsoWeek) other).monday.equals(monday);
  }

  @Override
  public int hashCode() {
    return monday.hashCode();
  }

  /** As ISO 8601 writes it: {@code 2026-W48}. */
  @Override
  @JsonValue
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%04d-W%02d",
        monday.get(IsoFields.WEEK_BASED_YEAR),
        monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }
}
