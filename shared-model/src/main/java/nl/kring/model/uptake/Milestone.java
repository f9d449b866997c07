package nl.kring.model.uptake;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How long somebody is in a group, told once each. */
public enum Milestone {
  /** In the month of joining. */
  JOINED,
  /** Still there three months later. */
  MONTH3,
  /** Still there six months later. */
  MONTH6,
  /** Still there a year later. */
  MONTH12;

  /** The name on the wire: lower case, with hyphens. */
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
  public static Milestone ofWireName(String text) {
    for (Milestone value : values()) {
      if (value.wireName().equals(text)) {
        return value;
      }
    }
    throw new IllegalArgumentException("milestone is joined, month3, month6 or month12");
  }
}
