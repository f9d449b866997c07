package nl.kring.model.uptake;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** As what a group is counted: its type, or that it meets online only. */
public enum UptakeType {
  /** For men. */
  MEN,
  /** For women. */
  WOMEN,
  /** For young people. */
  YOUNG_PEOPLE,
  /** For everybody. */
  MIXED,
  /** Meets online only, whomever it is for. */
  ONLINE;

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
  public static UptakeType ofWireName(String text) {
    for (UptakeType value : values()) {
      if (value.wireName().equals(text)) {
        return value;
      }
    }
    throw new IllegalArgumentException("groupType is men, women, young-people, mixed or online");
  }
}
