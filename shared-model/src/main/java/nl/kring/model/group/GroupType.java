package nl.kring.model.group;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whom a support group is for. */
public enum GroupType {
  MEN,
  WOMEN,
  YOUNG_PEOPLE,
  MIXED;

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
  public static GroupType ofWireName(String text) {
    for (GroupType value : values()) {
      if (value.wireName().equals(text)) {
        return value;
      }
    }
    throw new IllegalArgumentException("type is men, women, young-people or mixed");
  }
}
