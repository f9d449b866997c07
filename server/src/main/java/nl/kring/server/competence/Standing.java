package nl.kring.server.competence;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import nl.kring.server.platform.WireNames;

/** How somebody stands with a course, the most urgent first. */
public enum Standing {
  /** Was followed, but too long ago. */
  EXPIRED,
  /** Is required and was never followed. */
  MISSING,
  /** Is valid for three months at the most. */
  EXPIRES_SOON,
  /** Is valid for longer, or for ever. */
  FINE;

  /** Whether something is to be done about it. */
  public boolean isUrgent() {
    return this != FINE;
  }

  /** The name on the wire. */
  @JsonValue
  public String wireName() {
    return WireNames.of(this);
  }

  /** Reads the name on the wire. */
  @JsonCreator
  public static Standing ofWireName(String text) {
    return WireNames.parse(Standing.class, text);
  }
}
