package nl.kring.server.group;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Who leads a group on one day only. */
interface SubstituteDao {
  String SELECT = "SELECT id, group_id, staff_id, day FROM group_substitute";

  @SqlUpdate(
      """
      INSERT INTO group_substitute (id, group_id, staff_id, day)
      VALUES (:id, :groupId, :staffId, :day)
      ON CONFLICT (group_id, staff_id, day) DO NOTHING""")
  int insert(String id, String groupId, String staffId, String day);

  @SqlQuery(SELECT + " WHERE group_id = :groupId AND staff_id = :staffId AND day = :day")
  Optional<SubstituteRow> find(String groupId, String staffId, String day);

  @SqlQuery(SELECT + " WHERE group_id = :groupId AND day >= :first ORDER BY day, id")
  List<SubstituteRow> of(String groupId, String first);

  @SqlQuery(
      """
      SELECT COUNT(*) FROM group_substitute
      WHERE group_id = :groupId AND staff_id = :staffId AND day BETWEEN :first AND :last""")
  int count(String groupId, String staffId, String first, String last);

  @SqlQuery(SELECT + " WHERE group_id = :groupId AND id = :id")
  Optional<SubstituteRow> ofId(String groupId, String id);

  @SqlUpdate("DELETE FROM group_substitute WHERE id = :id")
  int delete(String id);

  @SqlUpdate("DELETE FROM group_substitute WHERE staff_id = :staffId")
  int deleteOf(String staffId);

  @SqlUpdate("DELETE FROM group_substitute WHERE day < :first")
  int deleteBefore(String first);
}
