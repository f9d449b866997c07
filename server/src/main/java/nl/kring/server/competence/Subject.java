package nl.kring.server.competence;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import nl.kring.server.platform.WireNames;

/**
 * What is agreed with an organisation; a fixed list, so that nothing about a person can be written.
 */
public enum Subject {
  /** They tell people about our groups. */
  REFERS_TO_US,
  /** We tell people about them. */
  WE_REFER,
  /** We may ask advice without a name. */
  CONSULTATION,
  /** Somebody is brought along, not only sent on. */
  WARM_HAND_OVER,
  /** How we act together when there is acute danger. */
  ACUTE_DANGER,
  /** They stand behind our facilitators as professionals. */
  BACKSTOP,
  /** They teach ours, or we teach theirs. */
  TRAINING,
  /** They give us a place to meet. */
  LOCATION,
  /** They pay. */
  FUNDING,
  /** Which data go to and fro: numbers only, and which. */
  DATA;

  /** The name on the wire. */
  @JsonValue
  public String wireName() {
    return WireNames.of(this);
  }

  /** Reads the name on the wire. */
  @JsonCreator
  public static Subject ofWireName(String text) {
    return WireNames.parse(Subject.class, text);
  }
}
