package nl.kring.server.checkin;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The counters of open weeks, and the published weeks. */
interface PulseDao {
  /**
   * Publishes the week of every group in which on some day at least {@code fewest} people sent a
   * slip. A published week is never written again.
   */
  @SqlUpdate(
      """
      INSERT INTO pulse_week (group_id, week,
        tension_1, tension_2, tension_3, tension_4, tension_5,
        urge_1, urge_2, urge_3, urge_4, urge_5,
        time_out_used, time_out_not_used, time_out_not_needed)
      SELECT group_id, week,
        SUM(CASE WHEN question = 'tension' AND answer = '1' THEN people ELSE 0 END),
        SUM(CASE WHEN question = 'tension' AND answer = '2' THEN people ELSE 0 END),
        SUM(CASE WHEN question = 'tension' AND answer = '3' THEN people ELSE 0 END),
        SUM(CASE WHEN question = 'tension' AND answer = '4' THEN people ELSE 0 END),
        SUM(CASE WHEN question = 'tension' AND answer = '5' THEN people ELSE 0 END),
        SUM(CASE WHEN question = 'urge' AND answer = '1' THEN people ELSE 0 END),
        SUM(CASE WHEN question = 'urge' AND answer = '2' THEN people ELSE 0 END),
        SUM(CASE WHEN question = 'urge' AND answer = '3' THEN people ELSE 0 END),
        SUM(CASE WHEN question = 'urge' AND answer = '4' THEN people ELSE 0 END),
        SUM(CASE WHEN question = 'urge' AND answer = '5' THEN people ELSE 0 END),
        SUM(CASE WHEN question = 'timeOut' AND answer = 'used' THEN people ELSE 0 END),
        SUM(CASE WHEN question = 'timeOut' AND answer = 'not-used' THEN people ELSE 0 END),
        SUM(CASE WHEN question = 'timeOut' AND answer = 'not-needed' THEN people ELSE 0 END)
      FROM pulse_answer
      WHERE week = :week AND group_id IN (
        SELECT group_id FROM pulse_day
        WHERE day BETWEEN :firstDay AND :lastDay AND people >= :fewest)
      GROUP BY group_id, week""")
  int publish(String week, String firstDay, String lastDay, int fewest);

  @SqlUpdate("DELETE FROM pulse_answer WHERE week = :week")
  int deleteAnswers(String week);

  @SqlUpdate("DELETE FROM pulse_day WHERE day BETWEEN :firstDay AND :lastDay")
  int deleteDays(String firstDay, String lastDay);

  @SqlUpdate("DELETE FROM pulse_week WHERE week < :week")
  int deletePublishedBefore(String week);

  @SqlQuery("SELECT * FROM pulse_week WHERE group_id = :groupId AND week >= :from ORDER BY week")
  List<PulseWeekRow> published(String groupId, String from);
}
