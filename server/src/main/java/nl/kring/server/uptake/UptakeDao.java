package nl.kring.server.uptake;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Partitions, open months and their counters, what they cost, and what was published. */
interface UptakeDao {
  @SqlQuery("SELECT places FROM uptake_partition WHERE year = :year")
  Optional<String> partition(int year);

  @SqlUpdate("INSERT INTO uptake_partition (year, places) VALUES (:year, :places)")
  void insertPartition(int year, String places);

  @SqlQuery("SELECT of_year, places FROM uptake_month WHERE month = :month")
  Optional<MonthRow> month(String month);

  @SqlUpdate("INSERT INTO uptake_month (month, of_year, places) VALUES (:month, :ofYear, :places)")
  void insertMonth(String month, String ofYear, String places);

  @SqlUpdate("DELETE FROM uptake_month WHERE month = :month")
  void deleteMonth(String month);

  @SqlUpdate(
      """
      INSERT INTO uptake_cell (month, unit, type, people)
      VALUES (:month, :unit, :type, :people)""")
  void insertCell(String month, String unit, String type, int people);

  @SqlQuery("SELECT unit, type, people FROM uptake_cell WHERE month = :month ORDER BY unit, type")
  List<CellRow> cells(String month);

  @SqlUpdate("DELETE FROM uptake_cell WHERE month = :month")
  void deleteCells(String month);

  @SqlUpdate(
      """
      INSERT INTO uptake_year (year, municipality, people)
      VALUES (:year, :municipality, :people)""")
  void insertYear(int year, String municipality, int people);

  @SqlQuery("SELECT municipality, people FROM uptake_year WHERE year = :year ORDER BY municipality")
  List<YearRow> year(int year);

  @SqlUpdate("DELETE FROM uptake_year WHERE year = :year")
  void deleteYear(int year);

  @SqlUpdate(
      """
      INSERT INTO uptake_cohort (quarter, milestone, channel, people)
      VALUES (:quarter, :milestone, :channel, :people)""")
  void insertCohort(String quarter, String milestone, String channel, int people);

  @SqlQuery(
      """
      SELECT people FROM uptake_cohort
      WHERE quarter = :quarter AND milestone = :milestone AND channel = :channel""")
  Optional<Integer> cohort(String quarter, String milestone, String channel);

  @SqlUpdate(
      """
      DELETE FROM uptake_cohort
      WHERE quarter = :quarter AND milestone = :milestone AND channel = :channel""")
  void deleteCohort(String quarter, String milestone, String channel);

  @SqlQuery("SELECT COALESCE(SUM(cost), 0) FROM uptake_budget WHERE year = :year")
  int spent(int year);

  @SqlUpdate("INSERT INTO uptake_budget (year, spent_on, cost) VALUES (:year, :spentOn, :cost)")
  void spend(int year, String spentOn, int cost);

  @SqlQuery("SELECT COUNT(*) FROM uptake_budget WHERE year = :year AND spent_on = :spentOn")
  boolean isSpent(int year, String spentOn);

  @SqlUpdate(
      """
      INSERT INTO uptake_release (month, content, hash, signature)
      VALUES (:month, :content, :hash, :signature)""")
  void release(String month, byte[] content, String hash, String signature);

  @SqlQuery("SELECT month, hash, signature FROM uptake_release ORDER BY month")
  List<ReleaseRow> releases();

  @SqlQuery("SELECT content FROM uptake_release WHERE month = :month")
  Optional<ContentRow> content(String month);
}
