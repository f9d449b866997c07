package nl.kring.server.opening;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a group falls back on (PRIVACY S11).
 *
 * @param backstop null while there is none
 * @param safeHomeRegion the region of Veilig Thuis, 1 to 100 characters; null while none is named
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Backing(@Nullable Backstop backstop, @Nullable String safeHomeRegion) {
  /** Nothing yet. */
  public static final Backing NONE = new Backing(null, null);

  private static final int MAX_REGION_LENGTH = 100;

  /**
   * Checks it; blanks around the region are dropped.
   *
   * @throws IllegalArgumentException with a sentence that names the field
   */
  @JsonCreator
  public Backing(
      @JsonProperty("backstop") @Nullable Backstop backstop,
      @JsonProperty("safeHomeRegion") @Nullable String safeHomeRegion) {
    this.backstop = backstop;
    this.safeHomeRegion = safeHomeRegion == null ? null : safeHomeRegion.trim();
    String region = this.safeHomeRegion;
    if (region != null && (region.isEmpty() || region.length() > MAX_REGION_LENGTH)) {
      throw new IllegalArgumentException(
          "safeHomeRegion has 1 to " + MAX_REGION_LENGTH + " characters");
    }
  }
}
