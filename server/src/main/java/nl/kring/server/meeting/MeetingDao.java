package nl.kring.server.meeting;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Meeting series. */
interface MeetingDao {
  @SqlUpdate(
      """
      INSERT INTO meeting_series (id, group_id, recurrence, first_day, last_day, start_time,
        duration_minutes, address)
      VALUES (:id, :groupId, :recurrence, :firstDay, :lastDay, :startTime,
        :durationMinutes, :address)""")
  void insert(
      String id,
      String groupId,
      String recurrence,
      String firstDay,
      @Nullable String lastDay,
      String startTime,
      int durationMinutes,
      @Nullable String address);

  @SqlQuery(
      """
      SELECT id, group_id, recurrence, first_day, last_day, start_time, duration_minutes, address
      FROM meeting_series WHERE group_id = :groupId ORDER BY id""")
  List<MeetingSeriesRow> ofGroup(String groupId);

  @SqlUpdate("DELETE FROM meeting_series WHERE id = :id AND group_id = :groupId")
  int delete(String id, String groupId);
}
