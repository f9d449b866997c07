package nl.kring.server.competence;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Courses, what roles require of them, and who followed them. */
interface CourseDao {
  String SELECT =
      """
      SELECT c.id, c.name, c.roles, c.criteria, c.valid_months, c.organisation_id,
        o.name AS organisation_name, c.ended_on
      FROM course c LEFT JOIN organisation o ON o.id = c.organisation_id
      WHERE c.provider_id = :providerId""";

  String RECORDS =
      """
      SELECT r.id, r.staff_id, r.course_id, r.done_on
      FROM course_record r JOIN course c ON c.id = r.course_id
      WHERE c.provider_id = :providerId""";

  @SqlUpdate(
      """
      INSERT INTO course (id, provider_id, name, roles, criteria, valid_months, organisation_id)
      VALUES (:id, :providerId, :name, :roles, :criteria, :validMonths, :organisationId)""")
  void insert(
      String id,
      String providerId,
      String name,
      String roles,
      String criteria,
      @Nullable Integer validMonths,
      @Nullable String organisationId);

  @SqlQuery(SELECT + " ORDER BY c.ended_on IS NOT NULL, c.name, c.id")
  List<CourseRow> ofProvider(String providerId);

  @SqlQuery(SELECT + " AND c.id = :id")
  Optional<CourseRow> find(String providerId, String id);

  @SqlUpdate("UPDATE course SET ended_on = :day WHERE id = :id AND ended_on IS NULL")
  int end(String id, String day);

  @SqlQuery(
      """
      SELECT q.course_id, q.role
      FROM course_requirement q JOIN course c ON c.id = q.course_id
      WHERE c.provider_id = :providerId ORDER BY q.course_id, q.role""")
  List<RequirementRow> requirements(String providerId);

  @SqlUpdate(
      """
      INSERT INTO course_requirement (course_id, role) VALUES (:courseId, :role)
      ON CONFLICT (course_id, role) DO NOTHING""")
  int require(String courseId, String role);

  @SqlUpdate("DELETE FROM course_requirement WHERE course_id = :courseId AND role = :role")
  int waive(String courseId, String role);

  @SqlUpdate("DELETE FROM course_requirement WHERE course_id = :courseId")
  int waive(String courseId);

  @SqlQuery(RECORDS + " ORDER BY r.done_on, r.id")
  List<CourseRecordRow> records(String providerId);

  @SqlQuery(RECORDS + " AND r.id = :id")
  Optional<CourseRecordRow> record(String providerId, String id);

  @SqlQuery(
      """
      SELECT id FROM course_record
      WHERE staff_id = :staffId AND course_id = :courseId AND done_on = :day""")
  Optional<String> recordOf(String staffId, String courseId, String day);

  @SqlUpdate(
      """
      INSERT INTO course_record (id, staff_id, course_id, done_on)
      VALUES (:id, :staffId, :courseId, :day)""")
  void insertRecord(String id, String staffId, String courseId, String day);

  @SqlUpdate("UPDATE course_record SET done_on = :day WHERE id = :id")
  int correct(String id, String day);

  @SqlUpdate("DELETE FROM course_record WHERE id = :id")
  int deleteRecord(String id);
}
