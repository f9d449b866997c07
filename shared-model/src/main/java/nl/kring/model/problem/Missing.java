package nl.kring.model.problem;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** One thing that must be there before something can be done. Immutable. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class Missing {
  private final String code;
  private final String sentence;
  private final @Nullable String staffId;

  /** As read from the wire; every field may be missing there. */
  @JsonCreator
  public Missing(
      @JsonProperty("code") @Nullable String code,
      @JsonProperty("sentence") @Nullable String sentence,
      @JsonProperty("staffId") @Nullable String staffId) {
    this.code = code == null ? "" : code;
    this.sentence = sentence == null ? "" : sentence;
    this.staffId = staffId;
  }

  /** What it is, for programs: lower case, with hyphens. */
  @JsonProperty("code")
  public String code() {
    return code;
  }

  /** What it is, for people. */
  @JsonProperty("sentence")
  public String sentence() {
    return sentence;
  }

  /** Who of the staff has to do it; null when it is anybody's. */
  @JsonProperty("staffId")
  public @Nullable String staffId() {
    return staffId;
  }
}
