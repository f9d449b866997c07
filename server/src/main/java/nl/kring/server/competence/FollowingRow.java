package nl.kring.server.competence;

import java.time.LocalDate;

/** A row of {@code course_following}, with the name of the course. */
record FollowingRow(String organisationId, String courseId, String courseName, String since) {
  Organisation.Following view() {
    return new Organisation.Following(courseId, courseName, LocalDate.parse(since));
  }
}
