package nl.kring.server.competence;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import nl.kring.server.platform.Ids;
import nl.kring.server.platform.WireNames;
import org.jspecify.annotations.Nullable;

/**
 * What is agreed with an organisation.
 *
 * @param organisationId one of the provider's
 * @param subjects what about; at least one. There is no text besides
 * @param agreedOn a day that has come
 * @param reviewBy by when it is looked at again; after {@code agreedOn}
 */
public record NewAgreement(
    String organisationId, List<Subject> subjects, LocalDate agreedOn, LocalDate reviewBy) {

  /**
   * Checks what can be checked without a clock.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong
   */
  public NewAgreement {
    Ids.checked("organisationId", organisationId);
    subjects = WireNames.each("subjects", Subject.class, subjects);
    if (subjects.isEmpty()) {
      throw new IllegalArgumentException("subjects are one at least");
    }
    if (!reviewBy.isAfter(agreedOn)) {
      throw new IllegalArgumentException("reviewBy is after agreedOn");
    }
  }

  /** As read from the wire. */
  @JsonCreator
  static NewAgreement read(
      @JsonProperty(value = "organisationId", required = true) @Nullable String organisationId,
      @JsonProperty(value = "subjects", required = true) @Nullable List<Subject> subjects,
      @JsonProperty(value = "agreedOn", required = true) @Nullable LocalDate agreedOn,
      @JsonProperty(value = "reviewBy", required = true) @Nullable LocalDate reviewBy) {
    if (organisationId == null || subjects == null || agreedOn == null || reviewBy == null) {
      throw new IllegalArgumentException(
          "organisationId, subjects, agreedOn and reviewBy are needed");
    }
    return new NewAgreement(organisationId, subjects, agreedOn, reviewBy);
  }
}
