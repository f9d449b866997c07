package nl.kring.server.competence;

/** A row of {@code course_requirement}. */
record RequirementRow(String courseId, String role) {}
