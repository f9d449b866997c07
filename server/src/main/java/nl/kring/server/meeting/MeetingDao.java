package nl.kring.server.meeting;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Meeting series. */
interface MeetingDao {
  String SELECT =
      """
      SELECT id, external_key, group_id, recurrence, first_day, last_day, start_time,
        duration_minutes, address
      FROM meeting_series""";

  @SqlUpdate(
      """
      INSERT INTO meeting_series (id, external_key, group_id, recurrence, first_day, last_day,
        start_time, duration_minutes, address)
      VALUES (:id, :externalKey, :groupId, :recurrence, :firstDay, :lastDay,
        :startTime, :durationMinutes, :address)""")
  void insert(
      String id,
      @Nullable String externalKey,
      String groupId,
      String recurrence,
      String firstDay,
      @Nullable String lastDay,
      String startTime,
      int durationMinutes,
      @Nullable String address);

  @SqlUpdate(
      """
      UPDATE meeting_series SET recurrence = :recurrence, first_day = :firstDay,
        last_day = :lastDay, start_time = :startTime, duration_minutes = :durationMinutes,
        address = :address
      WHERE id = :id""")
  void update(
      String id,
      String recurrence,
      String firstDay,
      @Nullable String lastDay,
      String startTime,
      int durationMinutes,
      @Nullable String address);

  @SqlQuery(SELECT + " WHERE group_id = :groupId ORDER BY id")
  List<MeetingSeriesRow> ofGroup(String groupId);

  @SqlQuery(SELECT + " ORDER BY group_id, id")
  List<MeetingSeriesRow> all();

  @SqlUpdate("DELETE FROM meeting_series WHERE id = :id AND group_id = :groupId")
  int delete(String id, String groupId);
}
