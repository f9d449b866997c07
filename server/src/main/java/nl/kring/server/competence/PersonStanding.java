package nl.kring.server.competence;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How somebody of the staff stands with the courses that the role requires, and those followed.
 *
 * @param courses the most urgent first
 */
public record PersonStanding(
    String staffId, String name, Learner role, List<PersonStanding.OfCourse> courses) {
  private static final Comparator<@Nullable LocalDate> SOONEST =
      Comparator.nullsLast(Comparator.naturalOrder());

  /** The order of courses: what is required first, then by urgency. */
  static final Comparator<OfCourse> URGENT =
      Comparator.comparing((OfCourse each) -> !each.required())
          .thenComparing(OfCourse::standing)
          .thenComparing(OfCourse::validUntil, SOONEST)
          .thenComparing(OfCourse::name)
          .thenComparing(OfCourse::courseId);

  /** The order of people. */
  static final Comparator<PersonStanding> MOST_URGENT =
      Comparator.comparing(PersonStanding::worst)
          .thenComparing(PersonStanding::soonest, SOONEST)
          .thenComparing(PersonStanding::name)
          .thenComparing(PersonStanding::staffId);

  /**
   * One course.
   *
   * @param required whether the role requires it now
   * @param recordId the latest record; null when there is none
   * @param validUntil the last day on which it counts; null for ever, or when there is no record
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record OfCourse(
      String courseId,
      String name,
      boolean required,
      Standing standing,
      @Nullable String recordId,
      @Nullable LocalDate doneOn,
      @Nullable LocalDate validUntil) {}

  /** The most urgent of what is required; fine when nothing is. */
  Standing worst() {
    return courses.stream()
        .filter(OfCourse::required)
        .map(OfCourse::standing)
        .min(Comparator.naturalOrder())
        .orElse(Standing.FINE);
  }

  private @Nullable LocalDate soonest() {
    return courses.stream()
        .filter(OfCourse::required)
        .map(OfCourse::validUntil)
        .filter(each -> each != null)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }
}
