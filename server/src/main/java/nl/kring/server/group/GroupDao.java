package nl.kring.server.group;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Support groups, and which staff lead them. */
interface GroupDao {
  String SELECT =
      """
      SELECT g.id, g.provider_id, p.name AS programme_name, g.name, g.type, g.form, g.languages,
        g.municipality, g.address, g.address_public
      FROM support_group g JOIN programme p ON p.id = g.programme_id""";

  @SqlUpdate(
      """
      INSERT INTO support_group (id, provider_id, programme_id, name, type, form, languages,
        municipality, address, address_public)
      VALUES (:id, :providerId, :programmeId, :name, :type, :form, :languages,
        :municipality, :address, :addressPublic)""")
  void insert(
      String id,
      String providerId,
      String programmeId,
      String name,
      String type,
      String form,
      String languages,
      String municipality,
      @Nullable String address,
      boolean addressPublic);

  @SqlQuery(SELECT + " WHERE g.id = :id")
  Optional<GroupRow> find(String id);

  @SqlQuery(SELECT + " ORDER BY g.name, g.id")
  List<GroupRow> all();

  @SqlQuery(SELECT + " WHERE g.provider_id = :providerId ORDER BY g.name, g.id")
  List<GroupRow> ofProvider(String providerId);

  @SqlQuery(
      SELECT
          + " JOIN group_staff s ON s.group_id = g.id WHERE s.staff_id = :staffId"
          + " ORDER BY g.name, g.id")
  List<GroupRow> assignedTo(String staffId);

  @SqlQuery("SELECT id FROM support_group ORDER BY id")
  List<String> ids();

  @SqlUpdate(
      """
      INSERT INTO group_staff (group_id, staff_id) VALUES (:groupId, :staffId)
      ON CONFLICT (group_id, staff_id) DO NOTHING""")
  int assign(String groupId, String staffId);

  @SqlUpdate("DELETE FROM group_staff WHERE staff_id = :staffId")
  int unassign(String staffId);

  @SqlQuery("SELECT COUNT(*) FROM group_staff WHERE group_id = :groupId AND staff_id = :staffId")
  int countAssignments(String groupId, String staffId);
}
