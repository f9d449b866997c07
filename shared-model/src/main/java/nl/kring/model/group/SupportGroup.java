package nl.kring.model.group;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A support group as the public directory shows it. Immutable. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class SupportGroup {
  private final String id;
  private final String name;
  private final GroupType type;
  private final GroupForm form;
  private final List<String> languages;
  private final String municipality;
  private final String municipalityName;
  private final String providerName;
  private final String programmeName;
  private final @Nullable String address;
  private final boolean isOpenToNewcomers;
  private final @Nullable LocalDate begins;
  private final @Nullable LocalDate ends;

  /**
   * As read from the wire.
   *
   * @param languages ISO 639-1 codes, the main language first
   * @param municipality CBS code of where the group meets, for example {@code GM0363}
   * @param address null when the group does not make it public
   * @param openToNewcomers null is true: a server that does not say it knows no other groups
   * @param begins first day of a closed course; null for a group that has no beginning
   * @param ends its last day; null when {@code begins} is
   */
  @JsonCreator
  public SupportGroup(
      @JsonProperty(value = "id", required = true) String id,
      @JsonProperty(value = "name", required = true) String name,
      @JsonProperty(value = "type", required = true) GroupType type,
      @JsonProperty(value = "form", required = true) GroupForm form,
      @JsonProperty(value = "languages", required = true) List<String> languages,
      @JsonProperty(value = "municipality", required = true) String municipality,
      @JsonProperty(value = "municipalityName", required = true) String municipalityName,
      @JsonProperty(value = "providerName", required = true) String providerName,
      @JsonProperty(value = "programmeName", required = true) String programmeName,
      @JsonProperty("address") @Nullable String address,
      @JsonProperty("openToNewcomers") @Nullable Boolean openToNewcomers,
      @JsonProperty("begins") @Nullable LocalDate begins,
      @JsonProperty("ends") @Nullable LocalDate ends) {
    this.id = id;
    this.name = name;
    this.type = type;
    this.form = form;
    this.languages = Collections.unmodifiableList(new ArrayList<>(languages));
    this.municipality = municipality;
    this.municipalityName = municipalityName;
    this.providerName = providerName;
    this.programmeName = programmeName;
    this.address = address;
    this.isOpenToNewcomers = openToNewcomers == null || openToNewcomers;
    this.begins = begins;
    this.ends = ends;
  }

  /** The group's id. */
  @JsonProperty("id")
  public String id() {
    return id;
  }

  /** A neutral name. */
  @JsonProperty("name")
  public String name() {
    return name;
  }

  /** Whom it is for. */
  @JsonProperty("type")
  public GroupType type() {
    return type;
  }

  /** How it meets. */
  @JsonProperty("form")
  public GroupForm form() {
    return form;
  }

  /** ISO 639-1 codes, the main language first. */
  @JsonProperty("languages")
  public List<String> languages() {
    return languages;
  }

  /** CBS code of the municipality where it meets. */
  @JsonProperty("municipality")
  public String municipality() {
    return municipality;
  }

  /** Name of that municipality. */
  @JsonProperty("municipalityName")
  public String municipalityName() {
    return municipalityName;
  }

  /** Who runs it. */
  @JsonProperty("providerName")
  public String providerName() {
    return providerName;
  }

  /** What it works with. */
  @JsonProperty("programmeName")
  public String programmeName() {
    return programmeName;
  }

  /** Where it meets; null unless the group makes it public, or one's own group. */
  @JsonProperty("address")
  public @Nullable String address() {
    return address;
  }

  /**
   * Whether somebody new can come; false when the group was full at the beginning of the day, when
   * a closed course has begun, and when those who lead it let nobody new in for now. It does not
   * say which of these.
   */
  @JsonProperty("openToNewcomers")
  public boolean isOpenToNewcomers() {
    return isOpenToNewcomers;
  }

  /** First day of a closed course, in Europe/Amsterdam; null for a group that has no beginning. */
  @JsonProperty("begins")
  public @Nullable LocalDate begins() {
    return begins;
  }

  /** Last day of a closed course, in Europe/Amsterdam; null for a group that has no end. */
  @JsonProperty("ends")
  public @Nullable LocalDate ends() {
    return ends;
  }
}
