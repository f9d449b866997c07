package nl.kring.server.membership;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Recovery codes, what was asked with them, and the pepper of their hashes. */
interface RecoveryDao {
  @SqlUpdate(
      """
      INSERT INTO recovery (hash, membership_id) VALUES (:hash, :membershipId)
      ON CONFLICT DO NOTHING""")
  int insert(byte[] hash, String membershipId);

  @SqlQuery("SELECT hash, membership_id, device_key, asked_day FROM recovery WHERE hash = :hash")
  Optional<RecoveryRow> ofHash(byte[] hash);

  @SqlQuery(
      """
      SELECT hash, membership_id, device_key, asked_day FROM recovery
      WHERE membership_id = :membershipId""")
  Optional<RecoveryRow> ofMembership(String membershipId);

  @SqlQuery(
      """
      SELECT hash, membership_id, device_key, asked_day FROM recovery
      WHERE device_key = :deviceKey""")
  Optional<RecoveryRow> ofDeviceKey(String deviceKey);

  @SqlQuery("SELECT membership_id FROM recovery WHERE device_key IS NOT NULL")
  List<String> membershipsWithPending();

  @SqlUpdate(
      """
      UPDATE recovery SET device_key = :deviceKey, asked_day = :day
      WHERE hash = :hash AND device_key IS NULL""")
  int ask(byte[] hash, String deviceKey, String day);

  @SqlUpdate("DELETE FROM recovery WHERE membership_id = :membershipId")
  int delete(String membershipId);

  @SqlUpdate("DELETE FROM recovery WHERE membership_id = :membershipId AND device_key IS NOT NULL")
  int deletePending(String membershipId);

  @SqlQuery("SELECT COUNT(*) FROM recovery")
  int count();

  @SqlQuery("SELECT wrapped FROM recovery_pepper WHERE id = 1")
  Optional<byte[]> pepper();

  @SqlUpdate(
      "INSERT INTO recovery_pepper (id, wrapped) VALUES (1, :wrapped) ON CONFLICT DO NOTHING")
  int insertPepper(byte[] wrapped);

  @SqlUpdate("UPDATE recovery_pepper SET wrapped = :wrapped WHERE id = 1")
  int setPepper(byte[] wrapped);
}
