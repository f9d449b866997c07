package nl.kring.server.competence;

import java.time.LocalDate;
import nl.kring.server.platform.WireNames;

/** A row of {@code agreement}, with its organisation. */
record AgreementRow(
    String id,
    String organisationId,
    String organisationName,
    String kind,
    String subjects,
    String agreedOn,
    String reviewBy) {

  Agreement view(LocalDate today) {
    LocalDate by = LocalDate.parse(reviewBy);
    return new Agreement(
        id,
        organisationId,
        organisationName,
        OrganisationKind.ofWireName(kind),
        WireNames.split(Subject.class, subjects),
        LocalDate.parse(agreedOn),
        by,
        state(by, today));
  }

  private static ReviewState state(LocalDate reviewBy, LocalDate today) {
    if (reviewBy.isBefore(today)) {
      return ReviewState.OVERDUE;
    }
    return PossibleDays.isSoon(reviewBy, today) ? ReviewState.DUE_SOON : ReviewState.FINE;
  }
}
