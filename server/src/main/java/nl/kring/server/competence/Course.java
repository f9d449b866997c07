package nl.kring.server.competence;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A course on a provider's list.
 *
 * @param roles for whom it is
 * @param validMonths null for ever
 * @param organisationId who gives it; null for the provider itself
 * @param requiredFor which roles require it; none once it ended
 * @param endedOn from which day on nobody follows it any more; null while it goes on
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Course(
    String courseId,
    String name,
    List<Learner> roles,
    List<Criterion> criteria,
    @Nullable Integer validMonths,
    @Nullable String organisationId,
    @Nullable String organisationName,
    List<Learner> requiredFor,
    @Nullable LocalDate endedOn) {

  /** Until when somebody needs no other who followed it on a day; null for ever. */
  @Nullable LocalDate validUntil(LocalDate doneOn) {
    return validMonths == null ? null : doneOn.plusMonths(validMonths);
  }
}
