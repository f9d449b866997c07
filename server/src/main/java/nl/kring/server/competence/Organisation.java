package nl.kring.server.competence;

import java.time.LocalDate;
import java.util.List;

/**
 * An organisation that a provider works with.
 *
 * @param courses that its own people follow
 */
public record Organisation(
    String organisationId,
    String name,
    OrganisationKind kind,
    List<Organisation.Following> courses) {

  /** A course, and from when on it is followed. */
  public record Following(String courseId, String courseName, LocalDate since) {}
}
