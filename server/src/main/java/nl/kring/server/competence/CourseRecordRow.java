package nl.kring.server.competence;

import java.time.LocalDate;

/** A row of {@code course_record}. */
record CourseRecordRow(String id, String staffId, String courseId, String doneOn) {
  LocalDate day() {
    return LocalDate.parse(doneOn);
  }
}
