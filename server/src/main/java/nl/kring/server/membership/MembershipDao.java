package nl.kring.server.membership;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.SingleValue;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Join codes, memberships and draw records. */
interface MembershipDao {
  @SqlUpdate("INSERT INTO join_code (hash, group_id, last_day) VALUES (:hash, :groupId, :lastDay)")
  void insertJoinCode(byte[] hash, String groupId, String lastDay);

  @SqlQuery("SELECT group_id FROM join_code WHERE hash = :hash AND last_day >= :today")
  Optional<String> groupOfJoinCode(byte[] hash, String today);

  /** One, for the one request that used it; zero for every other. */
  @SqlUpdate("DELETE FROM join_code WHERE hash = :hash")
  int deleteJoinCode(byte[] hash);

  @SqlUpdate("DELETE FROM join_code")
  int deleteAllJoinCodes();

  @SqlUpdate("DELETE FROM join_code WHERE group_id = :groupId")
  int deleteJoinCodesOfGroup(String groupId);

  @SqlUpdate("DELETE FROM join_code WHERE last_day < :today")
  int deleteJoinCodesBefore(String today);

  @SqlUpdate(
      """
      INSERT INTO membership (id, group_id, device_key, joined_month, last_draw_month)
      VALUES (:id, :groupId, :deviceKey, :month, :month)
      ON CONFLICT (device_key) DO NOTHING""")
  int insert(String id, String groupId, String deviceKey, String month);

  @SqlQuery(
      """
      SELECT id, group_id, device_key, joined_month, last_draw_month FROM membership
      WHERE device_key = :deviceKey""")
  Optional<MembershipRow> ofDeviceKey(String deviceKey);

  @SqlQuery(
      """
      SELECT id, group_id, device_key, joined_month, last_draw_month FROM membership
      WHERE id = :id""")
  Optional<MembershipRow> find(String id);

  /**
   * The same, and nobody changes or deletes it until this transaction ends.
   *
   * @param forUpdate {@link nl.kring.server.platform.db.Database#forUpdate()}
   */
  @SqlQuery(
      """
      SELECT id, group_id, device_key, joined_month, last_draw_month FROM membership
      WHERE id = :id <forUpdate>""")
  Optional<MembershipRow> lock(String id, @Define("forUpdate") String forUpdate);

  @SqlUpdate("UPDATE membership SET device_key = :deviceKey WHERE id = :id")
  int setDeviceKey(String id, String deviceKey);

  @SqlQuery("SELECT COUNT(*) FROM membership WHERE group_id = :groupId")
  int count(String groupId);

  @SqlUpdate("DELETE FROM membership WHERE id = :id")
  int delete(String id);

  @SqlUpdate("DELETE FROM membership WHERE group_id = :groupId")
  int deleteOfGroup(String groupId);

  @SqlUpdate("DELETE FROM membership WHERE last_draw_month < :month")
  int deleteDrawnLastBefore(String month);

  @SqlUpdate(
      """
      UPDATE membership SET last_draw_month = :month
      WHERE id = :id AND last_draw_month < :month""")
  int setLastDrawMonth(String id, String month);

  @SqlUpdate(
      """
      INSERT INTO token_draw (membership_id, token_key_id, blinded_message_hash, scope)
      VALUES (:membershipId, :tokenKeyId, :hash, :scope)
      ON CONFLICT (membership_id, token_key_id) DO NOTHING""")
  int insertDraw(String membershipId, byte[] tokenKeyId, byte[] hash, String scope);

  @SingleValue
  @SqlQuery(
      """
      SELECT blinded_message_hash FROM token_draw
      WHERE membership_id = :membershipId AND token_key_id = :tokenKeyId""")
  byte[] drawnHash(String membershipId, byte[] tokenKeyId);

  @SqlQuery(
      """
      SELECT token_key_id, blinded_message_hash, scope FROM token_draw
      WHERE membership_id = :membershipId ORDER BY scope, token_key_id""")
  List<TokenDrawRow> draws(String membershipId);

  @SqlUpdate("DELETE FROM token_draw WHERE scope = :scope")
  int deleteDraws(String scope);

  @SqlQuery("SELECT DISTINCT scope FROM token_draw ORDER BY scope")
  List<String> drawnScopes();
}
