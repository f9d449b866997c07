package nl.kring.server.incident;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import nl.kring.server.platform.WireNames;

/** What happened, in words that judge nobody. */
public enum IncidentKind {
  /** Tension rose, and the meeting was paused. */
  TENSION,
  /** Somebody was sent home. */
  SENT_HOME,
  /** Somebody was threatened. */
  THREAT,
  /** Somebody used violence in or around the group. */
  VIOLENCE,
  /** There was concern that somebody was in acute danger. */
  ACUTE_DANGER,
  /** Somebody was in a crisis about himself. */
  CRISIS,
  /** What was said in the group did not stay there. */
  CONFIDENCE_BROKEN,
  /** Something else. */
  OTHER;

  /** The name on the wire. */
  @JsonValue
  public String wireName() {
    return WireNames.of(this);
  }

  /** Reads the name on the wire. */
  @JsonCreator
  public static IncidentKind ofWireName(String text) {
    return WireNames.parse(IncidentKind.class, text);
  }
}
