package nl.kring.server.competence;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Organisations that a provider works with, what they follow, and what is agreed with them. */
interface AgreementDao {
  String ORGANISATIONS = "SELECT id, name, kind FROM organisation WHERE provider_id = :providerId";

  String AGREEMENTS =
      """
      SELECT a.id, a.organisation_id, o.name AS organisation_name, o.kind, a.subjects,
        a.agreed_on, a.review_by
      FROM agreement a JOIN organisation o ON o.id = a.organisation_id
      WHERE a.provider_id = :providerId""";

  @SqlUpdate(
      """
      INSERT INTO organisation (id, provider_id, name, kind)
      VALUES (:id, :providerId, :name, :kind)
      ON CONFLICT (provider_id, name) DO NOTHING""")
  int insertOrganisation(String id, String providerId, String name, String kind);

  @SqlQuery(ORGANISATIONS + " ORDER BY name, id")
  List<OrganisationRow> organisations(String providerId);

  @SqlQuery(ORGANISATIONS + " AND id = :id")
  Optional<OrganisationRow> organisation(String providerId, String id);

  /** In how many courses, followings and agreements it stands. */
  @SqlQuery(
      """
      SELECT (SELECT COUNT(*) FROM course WHERE organisation_id = :id)
        + (SELECT COUNT(*) FROM course_following WHERE organisation_id = :id)
        + (SELECT COUNT(*) FROM agreement WHERE organisation_id = :id)""")
  long uses(String id);

  @SqlUpdate("DELETE FROM organisation WHERE id = :id")
  int deleteOrganisation(String id);

  @SqlQuery(
      """
      SELECT f.organisation_id, f.course_id, c.name AS course_name, f.since
      FROM course_following f JOIN course c ON c.id = f.course_id
      WHERE c.provider_id = :providerId ORDER BY c.name, f.course_id""")
  List<FollowingRow> followings(String providerId);

  @SqlUpdate(
      """
      INSERT INTO course_following (organisation_id, course_id, since)
      VALUES (:organisationId, :courseId, :since)""")
  void follow(String organisationId, String courseId, String since);

  @SqlUpdate(
      """
      DELETE FROM course_following
      WHERE organisation_id = :organisationId AND course_id = :courseId""")
  int unfollow(String organisationId, String courseId);

  @SqlUpdate(
      """
      INSERT INTO agreement (id, provider_id, organisation_id, subjects, agreed_on, review_by)
      VALUES (:id, :providerId, :organisationId, :subjects, :agreedOn, :reviewBy)""")
  void insertAgreement(
      String id,
      String providerId,
      String organisationId,
      String subjects,
      String agreedOn,
      String reviewBy);

  @SqlQuery(AGREEMENTS + " ORDER BY a.review_by, o.name, a.id")
  List<AgreementRow> agreements(String providerId);

  @SqlQuery(AGREEMENTS + " AND a.id = :id")
  Optional<AgreementRow> agreement(String providerId, String id);

  @SqlUpdate("UPDATE agreement SET review_by = :reviewBy WHERE id = :id")
  int review(String id, String reviewBy);

  @SqlUpdate("DELETE FROM agreement WHERE id = :id")
  int deleteAgreement(String id);
}
