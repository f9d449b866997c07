package nl.kring.server.meeting;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a meeting series repeats; each time on the weekday of its first day. */
public enum Recurrence {
  /** One meeting. */
  ONCE,
  /** Every so many weeks. */
  WEEKLY,
  /** On the first, second, third, fourth or last such weekday of every so many months. */
  MONTHLY;

  /** The name on the wire: lower case. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads the name on the wire.
   *
   * @throws IllegalArgumentException for any other text
   */
  @JsonCreator
  public static Recurrence ofWireName(String text) {
    for (Recurrence value : values()) {
      if (value.wireName().equals(text)) {
        return value;
      }
    }
    throw new IllegalArgumentException("recurrence is once, weekly or monthly");
  }
}
