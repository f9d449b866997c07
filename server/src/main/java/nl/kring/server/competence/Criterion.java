package nl.kring.server.competence;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import nl.kring.server.platform.WireNames;

/**
 * What makes a course good, as a coordinator says of it; a fixed list, so that no text is needed.
 */
public enum Criterion {
  /** Somebody with experience of his own teaches too. */
  EXPERIENCE_EXPERT_TEACHES,
  /** The safety of who is near comes first in it. */
  SAFETY_FIRST,
  /** One practises, and does not only listen. */
  PRACTISED,
  /** What was learned is tested. */
  TESTED,
  /** A body of the profession recognises it. */
  RECOGNISED,
  /** Who followed it says afterwards what it was worth. */
  REVIEWED;

  /** The name on the wire. */
  @JsonValue
  public String wireName() {
    return WireNames.of(this);
  }

  /** Reads the name on the wire. */
  @JsonCreator
  public static Criterion ofWireName(String text) {
    return WireNames.parse(Criterion.class, text);
  }
}
