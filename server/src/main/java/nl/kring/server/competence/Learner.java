package nl.kring.server.competence;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import nl.kring.server.platform.WireNames;

/** Who of a provider follows courses. */
public enum Learner {
  /** Who leads groups. */
  FACILITATOR,
  /** Who runs the groups of the provider. */
  COORDINATOR;

  /** The name on the wire. */
  @JsonValue
  public String wireName() {
    return WireNames.of(this);
  }

  /** Reads the name on the wire. */
  @JsonCreator
  public static Learner ofWireName(String text) {
    return WireNames.parse(Learner.class, text);
  }
}
