package nl.kring.model.meeting;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a meeting is as it always is. */
public enum MeetingStatus {
  /** As the series says. */
  PLANNED,
  /** At another time or place than the series says. */
  CHANGED,
  /** It does not take place. */
  CANCELLED;

  /** The name on the wire: lower case. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads the name on the wire; what this version does not know is {@link #CHANGED}. */
  @JsonCreator
  public static MeetingStatus ofWireName(String text) {
    for (MeetingStatus value : values()) {
      if (value.wireName().equals(text)) {
        return value;
      }
    }
    return CHANGED;
  }
}
