package nl.kring.server.competence;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import nl.kring.server.platform.WireNames;

/** What an organisation is. */
public enum OrganisationKind {
  /** The local team of a municipality. */
  LOCAL_TEAM,
  /** Where one asks and reports about violence at home. */
  VEILIG_THUIS,
  /** The police. */
  POLICE,
  /** Probation. */
  PROBATION,
  /** Mental-health care. */
  MENTAL_HEALTH_CARE,
  /** General practitioners. */
  DOCTORS,
  /** Shelter and support for who lives with violence. */
  SHELTER,
  /** A municipality. */
  MUNICIPALITY,
  /** Who gives or follows courses. */
  TRAINING,
  /** Anything else. */
  OTHER;

  /** The name on the wire. */
  @JsonValue
  public String wireName() {
    return WireNames.of(this);
  }

  /** Reads the name on the wire. */
  @JsonCreator
  public static OrganisationKind ofWireName(String text) {
    return WireNames.parse(OrganisationKind.class, text);
  }
}
