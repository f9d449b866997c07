package nl.kring.server.competence;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import nl.kring.server.platform.Ids;
import nl.kring.server.platform.WireNames;
import org.jspecify.annotations.Nullable;

/**
 * A course to put on a provider's list.
 *
 * @param roles for whom it is; at least one
 * @param criteria what makes it good; may be empty
 * @param validMonths for how many months who followed it needs no other, 1 to 120; null for ever
 * @param organisationId who gives it, one of the provider's; null for the provider itself
 */
public record NewCourse(
    String name,
    List<Learner> roles,
    List<Criterion> criteria,
    @Nullable Integer validMonths,
    @Nullable String organisationId) {
  private static final int MOST_MONTHS = 120;

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong
   */
  public NewCourse {
    name = PlainName.checked(name);
    roles = WireNames.each("roles", Learner.class, roles);
    criteria = WireNames.each("criteria", Criterion.class, criteria);
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("roles are one at least");
    }
    if (validMonths != null && (validMonths < 1 || validMonths > MOST_MONTHS)) {
      throw new IllegalArgumentException("validMonths is 1 to " + MOST_MONTHS);
    }
    if (organisationId != null) {
      Ids.checked("organisationId", organisationId);
    }
  }

  /** As read from the wire. */
  @JsonCreator
  static NewCourse read(
      @JsonProperty(value = "name", required = true) @Nullable String name,
      @JsonProperty(value = "roles", required = true) @Nullable List<Learner> roles,
      @JsonProperty("criteria") @Nullable List<Criterion> criteria,
      @JsonProperty("validMonths") @Nullable Integer validMonths,
      @JsonProperty("organisationId") @Nullable String organisationId) {
    if (name == null || roles == null) {
      throw new IllegalArgumentException("name and roles are needed");
    }
    return new NewCourse(
        name, roles, criteria == null ? List.of() : criteria, validMonths, organisationId);
  }
}
