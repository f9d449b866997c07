package nl.kring.model.checkin;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether somebody took a time-out on a day. */
public enum TimeOut {
  USED,
  NOT_USED,
  NOT_NEEDED;

  /** The name on the wire: {@code used}, {@code not-used} or {@code not-needed}. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Reads the name on the wire.
   *
   * @throws IllegalArgumentException for any other text
   */
  @JsonCreator
  public static TimeOut ofWireName(String text) {
    for (TimeOut value : values()) {
      if (value.wireName().equals(text)) {
        return value;
      }
    }
    throw new IllegalArgumentException("timeOut is used, not-used or not-needed");
  }
}
