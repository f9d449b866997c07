package nl.kring.model.group;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a support group meets. */
public enum GroupForm {
  IN_PERSON,
  ONLINE,
  BOTH;

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
  public static GroupForm ofWireName(String text) {
    for (GroupForm value : values()) {
      if (value.wireName().equals(text)) {
        return value;
      }
    }
    throw new IllegalArgumentException("form is in-person, online or both");
  }
}
