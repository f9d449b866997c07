package nl.kring.server.group;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Support groups, and which staff lead them. */
interface GroupDao {
  String SELECT =
      """
      SELECT g.id, g.external_key, g.provider_id, g.programme_id, p.name AS programme_name, g.name,
        g.type, g.form, g.languages, g.municipality, g.address, g.address_public, g.capacity,
        g.begins, g.ends, g.reopened_until, g.was_full, g.closed_to_newcomers,
        g.opened_on
      FROM support_group g JOIN programme p ON p.id = g.programme_id""";

  @SqlUpdate(
      """
      INSERT INTO support_group (id, external_key, provider_id, programme_id, name, type, form,
        languages, municipality, address, address_public, capacity, begins, ends)
      VALUES (:id, :externalKey, :providerId, :programmeId, :name, :type, :form,
        :languages, :municipality, :address, :addressPublic, :capacity, :begins, :ends)""")
  void insert(
      String id,
      @Nullable String externalKey,
      String providerId,
      String programmeId,
      String name,
      String type,
      String form,
      String languages,
      String municipality,
      @Nullable String address,
      boolean addressPublic,
      @Nullable Integer capacity,
      @Nullable String begins,
      @Nullable String ends);

  /** A group stays with its provider. */
  @SqlUpdate(
      """
      UPDATE support_group SET programme_id = :programmeId, name = :name, type = :type,
        form = :form, languages = :languages, municipality = :municipality, address = :address,
        address_public = :addressPublic, capacity = :capacity, begins = :begins, ends = :ends
      WHERE id = :id""")
  void update(
      String id,
      String programmeId,
      String name,
      String type,
      String form,
      String languages,
      String municipality,
      @Nullable String address,
      boolean addressPublic,
      @Nullable Integer capacity,
      @Nullable String begins,
      @Nullable String ends);

  @SqlUpdate("UPDATE support_group SET revision = revision + 1 WHERE id = :id")
  void raiseRevision(String id);

  @SqlQuery("SELECT revision FROM support_group WHERE id = :id")
  Optional<Long> revision(String id);

  /**
   * For how many people a group has place.
   *
   * @param lock {@link nl.kring.server.platform.db.Database#forUpdate}, or nothing
   */
  @SqlQuery(
      """
      SELECT begins, reopened_until, opened_on, closed_to_newcomers, COALESCE(capacity,
        (SELECT p.size FROM programme p WHERE p.id = g.programme_id)) AS capacity
      FROM support_group g WHERE g.id = :id<lock>""")
  Optional<Places> places(String id, @Define("lock") String lock);

  @SqlUpdate(
      """
      UPDATE support_group SET closed_to_newcomers = :closed
      WHERE id = :id AND closed_to_newcomers <> :closed""")
  int closeToNewcomers(String id, boolean closed);

  @SqlUpdate("UPDATE support_group SET reopened_until = :lastDay WHERE id = :id")
  void reopen(String id, String lastDay);

  @SqlUpdate(
      """
      UPDATE support_group SET was_full_day = :today, was_full =
        COALESCE((SELECT COUNT(*) FROM membership m WHERE m.group_id = support_group.id) >=
          COALESCE(capacity, (SELECT p.size FROM programme p WHERE p.id = programme_id)), FALSE)
      WHERE was_full_day IS NULL OR was_full_day < :today""")
  int lookWhetherFull(String today);

  @SqlQuery(SELECT + " WHERE g.id = :id")
  Optional<GroupRow> find(String id);

  @SqlQuery(SELECT + " ORDER BY g.name, g.id")
  List<GroupRow> all();

  @SqlQuery(SELECT + " WHERE g.provider_id = :providerId ORDER BY g.name, g.id")
  List<GroupRow> ofProvider(String providerId);

  /** Those that somebody was assigned to, and those of a day from first to last as a substitute. */
  @SqlQuery(
      SELECT
          + """
           WHERE g.id IN (SELECT group_id FROM group_staff WHERE staff_id = :staffId
            UNION SELECT group_id FROM group_substitute
              WHERE staff_id = :staffId AND day BETWEEN :first AND :last)
          ORDER BY g.name, g.id""")
  List<GroupRow> ledBy(String staffId, String first, String last);

  @SqlQuery("SELECT id FROM support_group WHERE opened_on IS NOT NULL ORDER BY id")
  List<String> openIds();

  @SqlUpdate("UPDATE support_group SET opened_on = :day WHERE id = :id AND opened_on IS NULL")
  int open(String id, String day);

  @SqlQuery("SELECT staff_id FROM group_staff WHERE group_id = :groupId")
  List<String> leaders(String groupId);

  @SqlQuery("SELECT group_id, staff_id FROM group_staff")
  List<AssignmentRow> assignments();

  @SqlUpdate(
      """
      INSERT INTO group_staff (group_id, staff_id) VALUES (:groupId, :staffId)
      ON CONFLICT (group_id, staff_id) DO NOTHING""")
  int assign(String groupId, String staffId);

  @SqlUpdate("DELETE FROM group_staff WHERE staff_id = :staffId")
  int unassign(String staffId);

  @SqlUpdate("DELETE FROM group_staff WHERE group_id = :groupId AND staff_id = :staffId")
  int unassign(String groupId, String staffId);

  @SqlQuery("SELECT COUNT(*) FROM group_staff WHERE group_id = :groupId AND staff_id = :staffId")
  int countAssignments(String groupId, String staffId);
}
