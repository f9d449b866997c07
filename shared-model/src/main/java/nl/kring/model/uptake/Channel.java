package nl.kring.model.uptake;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** By whom somebody came to the group. */
public enum Channel {
  /** A local team of the municipality. */
  LOCAL_TEAM,
  /** Veilig Thuis. */
  VEILIG_THUIS,
  /** Probation. */
  PROBATION,
  /** A doctor, or another carer. */
  DOCTOR,
  /** By himself. */
  SELF,
  /** A partner, family or a friend. */
  SOMEONE_NEAR,
  /** In another way. */
  OTHER;

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
  public static Channel ofWireName(String text) {
    for (Channel value : values()) {
      if (value.wireName().equals(text)) {
        return value;
      }
    }
    throw new IllegalArgumentException(
        "channel is local-team, veilig-thuis, probation, doctor, self, someone-near or other");
  }
}
