package nl.kring.server.staff;

import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** How often signing in failed under a name, and from when it may be tried again. */
interface SignInDelayDao {
  /**
   * Takes a try that counts as failed until it is forgotten; 0 when it is too early for one. The
   * last condition is for a clock that went back.
   */
  @SqlUpdate(
      """
      INSERT INTO sign_in_delay (name_hash, failures, free_at) VALUES (:nameHash, 1, :now)
      ON CONFLICT (name_hash) DO UPDATE SET
        failures = sign_in_delay.failures + 1,
        free_at = :now + CASE
          WHEN sign_in_delay.failures + 1 < :free THEN 0
          WHEN sign_in_delay.failures + 1 >= :free + 6 THEN :cap
          ELSE 1 << (sign_in_delay.failures + 1 - :free) END
      WHERE sign_in_delay.free_at <= :now OR sign_in_delay.free_at > :now + :cap""")
  int take(byte[] nameHash, long now, int free, int cap);

  @SqlQuery("SELECT free_at FROM sign_in_delay WHERE name_hash = :nameHash")
  Optional<Long> freeAt(byte[] nameHash);

  @SqlUpdate("DELETE FROM sign_in_delay WHERE name_hash = :nameHash")
  int delete(byte[] nameHash);

  @SqlUpdate("DELETE FROM sign_in_delay")
  int deleteAll();

  @SqlUpdate("DELETE FROM sign_in_delay WHERE free_at < :before")
  int deleteBefore(long before);

  /** Keeps the latest {@code most}, give or take those of the same second. */
  @SqlUpdate(
      """
      DELETE FROM sign_in_delay WHERE free_at <
        (SELECT MIN(free_at) FROM
          (SELECT free_at FROM sign_in_delay ORDER BY free_at DESC LIMIT :most) AS latest)""")
  int deleteAllBut(int most);
}
