package nl.kring.server.competence;

import java.time.LocalDate;
import java.util.List;
import nl.kring.server.platform.WireNames;
import org.jspecify.annotations.Nullable;

/** A row of {@code course}, with the name of who gives it. */
record CourseRow(
    String id,
    String name,
    String roles,
    String criteria,
    @Nullable Integer validMonths,
    @Nullable String organisationId,
    @Nullable String organisationName,
    @Nullable String endedOn) {

  Course view(List<Learner> requiredFor) {
    return new Course(
        id,
        name,
        WireNames.split(Learner.class, roles),
        WireNames.split(Criterion.class, criteria),
        validMonths,
        organisationId,
        organisationName,
        requiredFor,
        endedOn == null ? null : LocalDate.parse(endedOn));
  }
}
