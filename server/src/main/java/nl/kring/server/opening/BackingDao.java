package nl.kring.server.opening;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** What groups fall back on. */
interface BackingDao {
  @SqlUpdate(
      """
      INSERT INTO group_backing (group_id, backstop_name, backstop_organisation, backstop_phone,
        safe_home_region)
      VALUES (:groupId, :name, :organisation, :phone, :region)
      ON CONFLICT (group_id) DO UPDATE SET backstop_name = :name,
        backstop_organisation = :organisation, backstop_phone = :phone,
        safe_home_region = :region""")
  void set(
      String groupId,
      @Nullable String name,
      @Nullable String organisation,
      @Nullable String phone,
      @Nullable String region);

  @SqlQuery(
      """
      SELECT group_id, backstop_name, backstop_organisation, backstop_phone, safe_home_region
      FROM group_backing""")
  List<BackingRow> all();
}
