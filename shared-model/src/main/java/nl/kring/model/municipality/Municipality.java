package nl.kring.model.municipality;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/** A Dutch municipality and its safety region. Immutable. Source: CBS and Kadaster, CC BY 4.0. */
public final class Municipality {
  private final String code;
  private final String name;
  private final String province;
  private final String regionCode;
  private final String regionName;
  private final int inhabitants;

  /** As read from the wire. */
  @JsonCreator
  public Municipality(
      @JsonProperty(value = "code", required = true) String code,
      @JsonProperty(value = "name", required = true) String name,
      @JsonProperty(value = "province", required = true) String province,
      @JsonProperty(value = "regionCode", required = true) String regionCode,
      @JsonProperty(value = "regionName", required = true) String regionName,
      @JsonProperty(value = "inhabitants", required = true) int inhabitants) {
    this.code = code;
    this.name = name;
    this.province = province;
    this.regionCode = regionCode;
    this.regionName = regionName;
    this.inhabitants = inhabitants;
  }

  /** CBS code, for example {@code GM0363}. */
  @JsonProperty("code")
  public String code() {
    return code;
  }

  /** Its name. */
  @JsonProperty("name")
  public String name() {
    return name;
  }

  /** Name of its province. */
  @JsonProperty("province")
  public String province() {
    return province;
  }

  /** Code of its safety region, {@code VR01} to {@code VR25}. */
  @JsonProperty("regionCode")
  public String regionCode() {
    return regionCode;
  }

  /** Name of its safety region. */
  @JsonProperty("regionName")
  public String regionName() {
    return regionName;
  }

  /** Inhabitants on 1 January 2023. */
  @JsonProperty("inhabitants")
  public int inhabitants() {
    return inhabitants;
  }
}
