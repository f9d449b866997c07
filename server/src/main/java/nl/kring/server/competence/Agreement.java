package nl.kring.server.competence;

import java.time.LocalDate;
import java.util.List;

/** What is agreed with an organisation, and by when that is looked at again. */
public record Agreement(
    String agreementId,
    String organisationId,
    String organisationName,
    OrganisationKind kind,
    List<Subject> subjects,
    LocalDate agreedOn,
    LocalDate reviewBy,
    ReviewState state) {}
