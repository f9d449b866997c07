package nl.kring.server.token;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Token keys, and which weeks are closed. */
interface TokenKeyDao {
  @SqlUpdate(
      """
      INSERT INTO token_key
        (key_no, purpose, group_id, scope, week, token_key_id, spki, wrapped_private_key)
      VALUES (:keyNo, :purpose, :groupId, :scope, :week, :tokenKeyId, :spki, :wrappedPrivateKey)
      ON CONFLICT DO NOTHING""")
  int insert(
      long keyNo,
      String purpose,
      String groupId,
      String scope,
      String week,
      byte[] tokenKeyId,
      byte[] spki,
      byte[] wrappedPrivateKey);

  @SqlQuery(
      """
      SELECT key_no, purpose, group_id, scope, week, spki, wrapped_private_key
      FROM token_key WHERE token_key_id = :tokenKeyId""")
  Optional<TokenKeyRow> find(byte[] tokenKeyId);

  @SqlQuery(
      """
      SELECT key_no, purpose, group_id, scope, week, spki, wrapped_private_key
      FROM token_key WHERE purpose = 'CHECK_IN' AND group_id = :groupId ORDER BY scope""")
  List<TokenKeyRow> ofGroup(String groupId);

  @SqlQuery(
      """
      SELECT key_no, purpose, group_id, scope, week, spki, wrapped_private_key
      FROM token_key WHERE purpose = 'PARTICIPATION' ORDER BY scope""")
  List<TokenKeyRow> ofMonths();

  @SqlQuery("SELECT DISTINCT week FROM token_key WHERE week <> '' ORDER BY week")
  List<String> weeksWithKeys();

  @SqlUpdate("DELETE FROM token_key WHERE week = :week")
  int deleteWeek(String week);

  @SqlUpdate("DELETE FROM token_key WHERE purpose = 'PARTICIPATION' AND scope = :month")
  int deleteMonth(String month);

  @SqlQuery(
      """
      SELECT key_no, purpose, group_id, scope, week, spki, wrapped_private_key
      FROM token_key WHERE week = :week""")
  List<TokenKeyRow> ofWeek(String week);

  /** The next rows in the order of their numbers. */
  @SqlQuery(
      """
      SELECT key_no, purpose, group_id, scope, week, spki, wrapped_private_key
      FROM token_key WHERE key_no > :keyNo ORDER BY key_no LIMIT :limit""")
  List<TokenKeyRow> after(long keyNo, int limit);

  @SqlUpdate("UPDATE token_key SET wrapped_private_key = :wrapped WHERE key_no = :keyNo")
  int setWrappedPrivateKey(long keyNo, byte[] wrapped);

  @SqlUpdate("INSERT INTO closed_week (week) VALUES (:week) ON CONFLICT DO NOTHING")
  int markClosed(String week);

  @SqlQuery("SELECT COUNT(*) FROM closed_week WHERE week = :week")
  boolean isClosed(String week);

  @SqlQuery("SELECT week FROM closed_week ORDER BY week DESC LIMIT :limit")
  List<String> lastClosed(int limit);

  @SqlQuery("SELECT number FROM restore_number WHERE id = 1")
  int restoreNumber();
}
