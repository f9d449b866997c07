package nl.kring.server.calendar;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.text.ICalReader;
import biweekly.property.DateEnd;
import biweekly.property.DateStart;
import biweekly.util.DateTimeComponents;
import biweekly.util.Duration;
import biweekly.util.ICalDate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import nl.kring.model.time.IsoWeek;
import org.jspecify.annotations.Nullable;

/**
 * The periods that an iCalendar file of somebody else tells of. It may be anything: what is too
 * much is refused before a library reads it. Of an event that repeats its first time is taken;
 * rules are never followed.
 */
final class PeriodFile {
  private static final int MOST_EVENTS = 1000;
  private static final int DEEPEST = 3;
  private static final int MAX_NAME_LENGTH = 100;

  private PeriodFile() {}

  /**
   * A period.
   *
   * @param name at most 100 characters; empty when the file has none
   * @param lastDay the day itself is part of it
   */
  record Period(String name, LocalDate firstDay, LocalDate lastDay) {}

  /**
   * Reads a file.
   *
   * @return each period once, earliest first
   * @throws IllegalArgumentException with a sentence, when it is no such file or too much
   */
  static List<Period> read(byte[] file) {
    String text = unfolded(decoded(file));
    check(text);
    List<Period> periods = new ArrayList<>();
    try (ICalReader reader = new ICalReader(text)) {
      for (ICalendar each = reader.readNext(); each != null; each = reader.readNext()) {
        for (VEvent event : each.getEvents()) {
          Period period = period(event);
          if (period != null) {
            periods.add(period);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a text can be read", e);
    }
    return periods.stream()
        .distinct()
        .sorted(Comparator.comparing(Period::firstDay).thenComparing(Period::lastDay))
        .toList();
  }

  private static String decoded(byte[] file) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the file is not in UTF-8", e);
    }
  }

  /** Without the breaks in long lines (RFC 5545, section 3.1), so that every line is whole. */
  private static String unfolded(String text) {
    return text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "");
  }

  private static void check(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    if (!upper.startsWith("BEGIN:VCALENDAR\n") || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("the file is no iCalendar (.ics)");
    }
    int depth = 0;
    int events = 0;
    for (String line : upper.split("\n")) {
      if (line.startsWith("BEGIN:")) {
        depth++;
        events += line.startsWith("BEGIN:VEVENT") ? 1 : 0;
      } else if (line.startsWith("END:")) {
        depth--;
      }
      if (depth > DEEPEST || events > MOST_EVENTS) {
        throw new IllegalArgumentException(
            "the file holds more than " + MOST_EVENTS + " events, or events inside of events");
      }
    }
  }

  private static @Nullable Period period(VEvent event) {
    DateStart start = event.getDateStart();
    if (start == null || start.getValue() == null) {
      return null;
    }
    try {
      LocalDate firstDay = day(start.getValue());
      LocalDate lastDay = lastDay(event, start.getValue(), firstDay);
      return new Period(name(event), firstDay, lastDay.isBefore(firstDay) ? firstDay : lastDay);
    } catch (DateTimeException e) {
      // A day that no calendar has, such as 31 February.
      return null;
    }
  }

  /** The end is the first moment, or of whole days the first day, that is not part of it. */
  private static LocalDate lastDay(VEvent event, ICalDate start, LocalDate firstDay) {
    DateEnd end = event.getDateEnd();
    if (end != null && end.getValue() != null) {
      return end.getValue().hasTime()
          ? moment(end.getValue()).minusNanos(1).toLocalDate()
          : day(end.getValue()).minusDays(1);
    }
    Duration duration = event.getDuration() == null ? null : event.getDuration().getValue();
    if (duration == null) {
      return firstDay;
    }
    LocalDateTime from = start.hasTime() ? moment(start) : firstDay.atStartOfDay();
    return from.plusWeeks(orNone(duration.getWeeks()))
        .plusDays(orNone(duration.getDays()))
        .plusHours(orNone(duration.getHours()))
        .plusMinutes(orNone(duration.getMinutes()))
        .plusSeconds(orNone(duration.getSeconds()))
        .minusNanos(1)
        .toLocalDate();
  }

  private static int orNone(@Nullable Integer number) {
    return number == null ? 0 : number;
  }

  /** A whole day is that of the file, in whatever time zone this server runs. */
  private static LocalDate day(ICalDate date) {
    DateTimeComponents written = date.getRawComponents();
    return date.hasTime() || written == null
        ? moment(date).toLocalDate()
        : LocalDate.of(written.getYear(), written.getMonth(), written.getDate());
  }

  private static LocalDateTime moment(Date date) {
    return LocalDateTime.ofInstant(date.toInstant(), IsoWeek.ZONE);
  }

  private static String name(VEvent event) {
    String summary = event.getSummary() == null ? null : event.getSummary().getValue();
    String name = summary == null ? "" : summary.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    if (name.length() <= MAX_NAME_LENGTH) {
      return name;
    }
    boolean splitsPair = Character.isHighSurrogate(name.charAt(MAX_NAME_LENGTH - 1));
    return name.substring(0, splitsPair ? MAX_NAME_LENGTH - 1 : MAX_NAME_LENGTH);
  }
}
