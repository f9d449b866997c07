package nl.kring.server.group;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Programmes and their steps. */
interface ProgrammeDao {
  String SELECT =
      """
      SELECT id, name, kind, entry, size, group_meetings, individual_talks, months, evidence, source
      FROM programme""";

  @SqlUpdate(
      """
      INSERT INTO programme (id, name, kind, entry, size, group_meetings, individual_talks, months,
        evidence, source)
      VALUES (:id, :name, :kind, :entry, :size, :groupMeetings, :individualTalks, :months,
        :evidence, :source)
      ON CONFLICT (id) DO NOTHING""")
  int insert(
      String id,
      String name,
      String kind,
      String entry,
      @Nullable Integer size,
      @Nullable Integer groupMeetings,
      @Nullable Integer individualTalks,
      @Nullable Integer months,
      String evidence,
      String source);

  @SqlUpdate(
      """
      UPDATE programme SET name = :name, kind = :kind, entry = :entry, size = :size,
        group_meetings = :groupMeetings, individual_talks = :individualTalks, months = :months,
        evidence = :evidence, source = :source
      WHERE id = :id""")
  void update(
      String id,
      String name,
      String kind,
      String entry,
      @Nullable Integer size,
      @Nullable Integer groupMeetings,
      @Nullable Integer individualTalks,
      @Nullable Integer months,
      String evidence,
      String source);

  @SqlUpdate(
      """
      INSERT INTO programme_step (programme_id, number, name, text)
      VALUES (:programmeId, :number, :name, :text)""")
  void insertStep(String programmeId, int number, String name, @Nullable String text);

  @SqlUpdate("DELETE FROM programme_step WHERE programme_id = :programmeId")
  void deleteSteps(String programmeId);

  @SqlQuery(SELECT + " WHERE id = :id")
  Optional<ProgrammeRow> find(String id);

  @SqlQuery(SELECT + " ORDER BY id")
  List<ProgrammeRow> all();

  @SqlQuery(
      """
      SELECT programme_id, number, name, text FROM programme_step
      WHERE programme_id = :programmeId ORDER BY number""")
  List<ProgrammeStepRow> steps(String programmeId);
}
