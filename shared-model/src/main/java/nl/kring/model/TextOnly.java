package nl.kring.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.function.Function;

/**
 * Reads days and times from their ISO text and from nothing else: the library's own readers also
 * take arrays of numbers, and an empty one as null.
 */
final class TextOnly<T> extends StdDeserializer<T> {
  private final transient Function<String, T> parse;

  private TextOnly(Class<T> type, Function<String, T> parse) {
    super(type);
    this.parse = parse;
  }

  static Module module() {
    return new SimpleModule("kring-texts")
        .addDeserializer(String.class, new TextOnly<>(String.class, TextOnly::withoutNul))
        .addDeserializer(LocalDate.class, new TextOnly<>(LocalDate.class, LocalDate::parse))
        .addDeserializer(LocalTime.class, new TextOnly<>(LocalTime.class, LocalTime::parse))
        .addDeserializer(
            LocalDateTime.class, new TextOnly<>(LocalDateTime.class, LocalDateTime::parse))
        .addDeserializer(YearMonth.class, new TextOnly<>(YearMonth.class, YearMonth::parse));
  }

  @Override
  @SuppressWarnings("unchecked")
  public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    if (!parser.hasToken(JsonToken.VALUE_STRING)) {
      return (T) context.handleUnexpectedToken(handledType(), parser);
    }
    try {
      return parse.apply(parser.getText());
    } catch (DateTimeException e) {
      throw context.weirdStringException("", handledType(), "is not in the form of ISO 8601");
    } catch (IllegalArgumentException e) {
      throw context.weirdStringException("", handledType(), String.valueOf(e.getMessage()));
    }
  }

  /** A character that PostgreSQL cannot keep. */
  private static String withoutNul(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("holds a NUL character");
    }
    return text;
  }
}
