package nl.kring.server.incident;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Incidents, and what was published of them. A year is asked for as its months' beginning. */
interface IncidentDao {
  @SqlUpdate(
      """
      INSERT INTO incident (id, provider_id, month, kind, acts)
      VALUES (:id, :providerId, :month, :kind, :acts)""")
  void insert(String id, String providerId, String month, String kind, String acts);

  @SqlUpdate("DELETE FROM incident WHERE id = :id AND provider_id = :providerId")
  int delete(String id, String providerId);

  @SqlUpdate("DELETE FROM incident WHERE month < :month")
  int deleteBefore(String month);

  @SqlQuery(
      """
      SELECT provider_id, kind, acts FROM incident
      WHERE month LIKE :year || '-%' ORDER BY provider_id, kind, acts""")
  List<IncidentRow> ofYear(String year);

  @SqlQuery("SELECT DISTINCT substr(month, 1, 4) FROM incident ORDER BY 1")
  List<String> years();

  @SqlUpdate("INSERT INTO incident_release (year) VALUES (:year)")
  void release(int year);

  @SqlUpdate(
      """
      INSERT INTO incident_release_total (year, region, kind, incidents)
      VALUES (:year, :region, :kind, :incidents)""")
  void insertTotal(int year, String region, String kind, int incidents);

  @SqlQuery("SELECT year FROM incident_release ORDER BY year")
  List<Integer> releases();

  @SqlQuery("SELECT year FROM incident_release WHERE year = :year")
  Optional<Integer> released(int year);

  @SqlQuery(
      """
      SELECT region, kind, incidents FROM incident_release_total
      WHERE year = :year ORDER BY region, kind""")
  List<ReleasedTotalRow> totals(int year);
}
