package nl.kring.server.competence;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import nl.kring.server.platform.WireNames;

/** Whether an agreement asks to be looked at again, the most urgent first. */
public enum ReviewState {
  /** The day of review has passed. */
  OVERDUE,
  /** The day of review comes within three months. */
  DUE_SOON,
  /** It comes later. */
  FINE;

  /** The name on the wire. */
  @JsonValue
  public String wireName() {
    return WireNames.of(this);
  }

  /** Reads the name on the wire. */
  @JsonCreator
  public static ReviewState ofWireName(String text) {
    return WireNames.parse(ReviewState.class, text);
  }
}
