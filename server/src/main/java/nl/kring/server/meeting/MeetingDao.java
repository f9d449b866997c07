package nl.kring.server.meeting;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Meeting series, changed meetings, pauses, and the version of a group's planning. */
interface MeetingDao {
  String SELECT =
      """
      SELECT id, external_key, group_id, recurrence, every, ordinals, first_day, last_day,
        start_time, duration_minutes, address, online_url, online_only
      FROM meeting_series""";

  @SqlUpdate(
      """
      INSERT INTO meeting_series (id, external_key, group_id, recurrence, every, ordinals,
        first_day, last_day, start_time, duration_minutes, address, online_url, online_only)
      VALUES (:id, :externalKey, :groupId, :recurrence, :every, :ordinals,
        :firstDay, :lastDay, :startTime, :durationMinutes, :address, :onlineUrl, :onlineOnly)""")
  void insert(
      String id,
      @Nullable String externalKey,
      String groupId,
      String recurrence,
      int every,
      String ordinals,
      String firstDay,
      @Nullable String lastDay,
      String startTime,
      int durationMinutes,
      @Nullable String address,
      @Nullable String onlineUrl,
      boolean onlineOnly);

  /** Adds it. */
  default void insert(MeetingSeriesRow row) {
    insert(
        row.id(),
        row.externalKey(),
        row.groupId(),
        row.recurrence(),
        row.every(),
        row.ordinals(),
        row.firstDay(),
        row.lastDay(),
        row.startTime(),
        row.durationMinutes(),
        row.address(),
        row.onlineUrl(),
        row.onlineOnly());
  }

  @SqlUpdate(
      """
      UPDATE meeting_series SET recurrence = :recurrence, every = :every, ordinals = :ordinals,
        first_day = :firstDay, last_day = :lastDay, start_time = :startTime,
        duration_minutes = :durationMinutes, address = :address, online_url = :onlineUrl,
        online_only = :onlineOnly
      WHERE id = :id""")
  void update(
      String id,
      String recurrence,
      int every,
      String ordinals,
      String firstDay,
      @Nullable String lastDay,
      String startTime,
      int durationMinutes,
      @Nullable String address,
      @Nullable String onlineUrl,
      boolean onlineOnly);

  /** Makes its content what is given. */
  default void update(MeetingSeriesRow row) {
    update(
        row.id(),
        row.recurrence(),
        row.every(),
        row.ordinals(),
        row.firstDay(),
        row.lastDay(),
        row.startTime(),
        row.durationMinutes(),
        row.address(),
        row.onlineUrl(),
        row.onlineOnly());
  }

  @SqlQuery(SELECT + " WHERE id = :id AND group_id = :groupId")
  Optional<MeetingSeriesRow> find(String id, String groupId);

  @SqlQuery(SELECT + " WHERE group_id = :groupId ORDER BY id")
  List<MeetingSeriesRow> ofGroup(String groupId);

  /** Those that may have a meeting on this day or later. */
  @SqlQuery(
      SELECT
          + """
             WHERE group_id = :groupId
              AND (CASE recurrence WHEN 'once' THEN first_day ELSE COALESCE(last_day, '9999') END
                  >= :day
                OR EXISTS (SELECT 1 FROM meeting_change
                  WHERE series_id = meeting_series.id AND moved_day >= :day))
            ORDER BY id""")
  List<MeetingSeriesRow> ofGroupFrom(String groupId, String day);

  @SqlQuery(SELECT + " ORDER BY group_id, id")
  List<MeetingSeriesRow> all();

  @SqlUpdate("DELETE FROM meeting_series WHERE id = :id AND group_id = :groupId")
  int delete(String id, String groupId);

  @SqlUpdate(
      """
      INSERT INTO meeting_change
        (series_id, day, moved_day, start_time, duration_minutes, address, online_url, online_only)
      VALUES (:seriesId, :day, :movedDay, :startTime, :durationMinutes, :address, :onlineUrl,
        :onlineOnly)
      ON CONFLICT (series_id, day) DO UPDATE SET moved_day = EXCLUDED.moved_day,
        start_time = EXCLUDED.start_time, duration_minutes = EXCLUDED.duration_minutes,
        address = EXCLUDED.address, online_url = EXCLUDED.online_url,
        online_only = EXCLUDED.online_only""")
  void put(
      String seriesId,
      String day,
      @Nullable String movedDay,
      @Nullable String startTime,
      @Nullable Integer durationMinutes,
      @Nullable String address,
      @Nullable String onlineUrl,
      boolean onlineOnly);

  /** Puts it in the place of what was decided before. */
  default void put(MeetingChangeRow row) {
    put(
        row.seriesId(),
        row.day(),
        row.movedDay(),
        row.startTime(),
        row.durationMinutes(),
        row.address(),
        row.onlineUrl(),
        row.onlineOnly());
  }

  @SqlQuery(
      """
      SELECT series_id, day, moved_day, start_time, duration_minutes, address, online_url,
        online_only
      FROM meeting_change WHERE series_id = :seriesId ORDER BY day""")
  List<MeetingChangeRow> changes(String seriesId);

  /** Those of meetings that are, or were to be, on this day or later. */
  @SqlQuery(
      """
      SELECT series_id, day, moved_day, start_time, duration_minutes, address, online_url,
        online_only
      FROM meeting_change
      WHERE series_id = :seriesId AND (day >= :from OR moved_day >= :from) ORDER BY day""")
  List<MeetingChangeRow> changesFrom(String seriesId, String from);

  @SqlUpdate("DELETE FROM meeting_change WHERE series_id = :seriesId AND day = :day")
  int deleteChange(String seriesId, String day);

  @SqlUpdate(
      """
      INSERT INTO meeting_pause (id, group_id, kind, first_day, last_day, address)
      VALUES (:id, :groupId, :kind, :firstDay, :lastDay, :address)""")
  void insertPause(
      String id,
      String groupId,
      String kind,
      String firstDay,
      String lastDay,
      @Nullable String address);

  @SqlQuery(
      """
      SELECT id, kind, first_day, last_day, address FROM meeting_pause
      WHERE group_id = :groupId AND last_day >= :day ORDER BY first_day, id""")
  List<MeetingPauseRow> pausesFrom(String groupId, String day);

  @SqlUpdate("DELETE FROM meeting_pause WHERE id = :id AND group_id = :groupId")
  int deletePause(String id, String groupId);

  @SqlUpdate(
      "DELETE FROM meeting_change WHERE day < :day AND (moved_day IS NULL OR moved_day < :day)")
  int deleteChangesBefore(String day);

  @SqlUpdate("DELETE FROM meeting_pause WHERE last_day < :day")
  int deletePausesBefore(String day);

  /** Those of which no meeting is on this day or later, moved ones too. */
  @SqlUpdate(
      """
      DELETE FROM meeting_series
      WHERE CASE recurrence WHEN 'once' THEN first_day ELSE COALESCE(last_day, '9999') END < :day
        AND NOT EXISTS (SELECT 1 FROM meeting_change
          WHERE series_id = meeting_series.id AND moved_day >= :day)""")
  int deleteSeriesBefore(String day);

  @SqlQuery("SELECT version FROM planning_version WHERE group_id = :groupId")
  Optional<Long> version(String groupId);

  @SqlUpdate(
      """
      INSERT INTO planning_version (group_id, version) VALUES (:groupId, 1)
      ON CONFLICT (group_id) DO UPDATE SET version = planning_version.version + 1""")
  void raiseVersion(String groupId);
}
