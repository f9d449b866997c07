package nl.kring.server.platform.audit;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The trail, its head, and what is counted until a day is over. */
interface AuditDao {
  String SELECT =
      """
      SELECT number, actor_id, moment, act, subject_id, group_id, times, salt, content_hash, hash
      FROM audit_event""";

  /** The last event's number and hash. */
  record Head(long number, byte @Nullable [] hash) {}

  /** Acts of a day, counted. */
  record Count(String day, String act, String actorId, String groupId, int times) {}

  /** Changes nothing, but makes others wait until this transaction ends. */
  @SqlUpdate("UPDATE audit_head SET number = number WHERE id = 1")
  int lockHead();

  @SqlQuery("SELECT number, hash FROM audit_head WHERE id = 1")
  Head head();

  @SqlUpdate("UPDATE audit_head SET number = :number, hash = :hash WHERE id = 1")
  int setHead(long number, byte[] hash);

  @SqlUpdate(
      """
      INSERT INTO audit_event (number, actor_id, moment, act, subject_id, group_id, times, salt,
        content_hash, hash)
      VALUES (:number, :actorId, :moment, :act, :subjectId, :groupId, :times, :salt,
        :contentHash, :hash)""")
  int insert(
      long number,
      String actorId,
      @Nullable String moment,
      @Nullable String act,
      @Nullable String subjectId,
      @Nullable String groupId,
      @Nullable Integer times,
      byte @Nullable [] salt,
      byte[] contentHash,
      byte[] hash);

  @SqlQuery(SELECT + " WHERE number < :before ORDER BY number DESC LIMIT :limit")
  List<AuditRow> before(long before, int limit);

  @SqlQuery(SELECT + " WHERE number > :after ORDER BY number LIMIT :limit")
  List<AuditRow> after(long after, int limit);

  @SqlUpdate(
      """
      UPDATE audit_event SET moment = NULL, act = NULL, subject_id = NULL, group_id = NULL,
        times = NULL, salt = NULL
      WHERE actor_id = :actorId AND moment IS NOT NULL""")
  int forget(String actorId);

  @SqlUpdate(
      """
      INSERT INTO audit_count (day, act, actor_id, group_id, times)
      VALUES (:day, :act, :actorId, :groupId, 1)
      ON CONFLICT (day, act, actor_id, group_id) DO UPDATE SET times = audit_count.times + 1""")
  int addOne(String day, String act, String actorId, String groupId);

  @SqlQuery("SELECT COUNT(*) FROM audit_count WHERE day < :day")
  int numberOfCountsBefore(String day);

  /** Reads while it deletes, so that what is counted at this very moment is not lost. */
  @SqlQuery(
      """
      DELETE FROM audit_count WHERE day < :day
      RETURNING day, act, actor_id, group_id, times""")
  List<Count> takeCountsBefore(String day);

  @SqlQuery("SELECT COUNT(*) FROM staff WHERE id = :staffId")
  int countAccounts(String staffId);
}
