package nl.kring.server.group;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Programmes and their steps. */
interface ProgrammeDao {
  @SqlUpdate(
      """
      INSERT INTO programme (id, name, kind, entry, evidence, source)
      VALUES (:id, :name, :kind, :entry, :evidence, :source)
      ON CONFLICT (id) DO NOTHING""")
  int insert(String id, String name, String kind, String entry, String evidence, String source);

  @SqlUpdate(
      """
      INSERT INTO programme_step (programme_id, number, name)
      VALUES (:programmeId, :number, :name)""")
  void insertStep(String programmeId, int number, String name);

  @SqlQuery("SELECT id, name, kind, entry, evidence, source FROM programme WHERE id = :id")
  Optional<ProgrammeRow> find(String id);

  @SqlQuery("SELECT name FROM programme_step WHERE programme_id = :programmeId ORDER BY number")
  List<String> steps(String programmeId);
}
