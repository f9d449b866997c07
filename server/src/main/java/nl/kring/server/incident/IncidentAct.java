package nl.kring.server.incident;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import nl.kring.server.platform.WireNames;

/** What was done. */
public enum IncidentAct {
  /** The meeting was paused. */
  PAUSED,
  /** The meeting was ended. */
  ENDED,
  /** It was talked about in the group. */
  TALKED_IN_GROUP,
  /** It was talked about with who it was about. */
  TALKED_APART,
  /** Somebody was sent home. */
  SENT_HOME,
  /** 112 was called. */
  CALLED_112,
  /** Veilig Thuis was asked for advice. */
  CONSULTED_VEILIG_THUIS,
  /** It was reported to Veilig Thuis. */
  REPORTED_VEILIG_THUIS,
  /** 113 or the crisis service was called. */
  CALLED_CRISIS_SERVICE,
  /** The professional backstop was called. */
  CALLED_BACKSTOP,
  /** The coordinator was told. */
  TOLD_COORDINATOR,
  /** Something else. */
  OTHER;

  /** The name on the wire. */
  @JsonValue
  public String wireName() {
    return WireNames.of(this);
  }

  /** Reads the name on the wire. */
  @JsonCreator
  public static IncidentAct ofWireName(String text) {
    return WireNames.parse(IncidentAct.class, text);
  }
}
