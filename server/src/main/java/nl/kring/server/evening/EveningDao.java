package nl.kring.server.evening;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Meetings as they were held, and how many people there were. */
interface EveningDao {
  String SELECT = "SELECT series_id, day, step, chair, guard, version FROM evening";

  @SqlQuery(SELECT + " WHERE group_id = :groupId AND day = :day AND series_id = :seriesId")
  Optional<EveningRow> find(String groupId, String seriesId, String day);

  /** The last one before a day of which the step is known. */
  @SqlQuery(
      SELECT
          + " WHERE group_id = :groupId AND day < :day AND step IS NOT NULL"
          + " ORDER BY day DESC, series_id LIMIT 1")
  Optional<EveningRow> lastBefore(String groupId, String day);

  @SqlUpdate(
      """
      INSERT INTO evening (group_id, series_id, day, step, chair, guard, version)
      VALUES (:groupId, :seriesId, :day, :step, :chair, :guard, 1)
      ON CONFLICT (group_id, day, series_id) DO UPDATE SET step = EXCLUDED.step,
        chair = EXCLUDED.chair, guard = EXCLUDED.guard, version = evening.version + 1""")
  void put(
      String groupId,
      String seriesId,
      String day,
      @Nullable Integer step,
      @Nullable String chair,
      @Nullable String guard);

  @SqlQuery(
      """
      SELECT number, people, newcomers, staff_id FROM head_count
      WHERE group_id = :groupId AND day = :day AND series_id = :seriesId ORDER BY number""")
  List<HeadCountRow> headCounts(String groupId, String seriesId, String day);

  @SqlUpdate(
      """
      INSERT INTO head_count (group_id, series_id, day, number, people, newcomers, staff_id)
      VALUES (:groupId, :seriesId, :day, :number, :people, :newcomers, :staffId)""")
  void insertHeadCount(
      String groupId,
      String seriesId,
      String day,
      int number,
      int people,
      int newcomers,
      String staffId);

  @SqlUpdate("DELETE FROM evening WHERE day < :day")
  int deleteBefore(String day);

  @SqlUpdate("DELETE FROM head_count WHERE day < :day")
  int deleteHeadCountsBefore(String day);
}
