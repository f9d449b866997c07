package nl.kring.server.competence;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** An organisation to work with; one of a provider's. */
public record NewOrganisation(String name, OrganisationKind kind) {

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong
   */
  public NewOrganisation {
    name = PlainName.checked(name);
  }

  /** As read from the wire. */
  @JsonCreator
  static NewOrganisation read(
      @JsonProperty(value = "name", required = true) @Nullable String name,
      @JsonProperty(value = "kind", required = true) @Nullable OrganisationKind kind) {
    if (name == null || kind == null) {
      throw new IllegalArgumentException("name and kind are needed");
    }
    return new NewOrganisation(name, kind);
  }
}
