package nl.kring.server.staff;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Staff accounts and the tokens they hold. */
interface StaffDao {
  String SELECT =
      """
      SELECT s.id, s.name, s.role, s.provider_id, s.municipality, s.password_hash, s.totp_secret,
        s.ended_on
      FROM staff s""";

  @SqlUpdate(
      """
      INSERT INTO staff (id, name, role, provider_id, municipality, password_hash, totp_secret,
        totp_last_step)
      VALUES (:id, :name, :role, :providerId, :municipality, :passwordHash, :totpSecret,
        :totpLastStep)
      ON CONFLICT (name) DO NOTHING""")
  int insert(
      String id,
      String name,
      String role,
      @Nullable String providerId,
      @Nullable String municipality,
      String passwordHash,
      byte @Nullable [] totpSecret,
      long totpLastStep);

  @SqlQuery(SELECT + " WHERE s.name = :name AND s.ended_on IS NULL")
  Optional<StaffRow> ofName(String name);

  /** Also of somebody who left: a name comes free when the account is deleted. */
  @SqlQuery("SELECT COUNT(*) FROM staff WHERE name = :name")
  int countOfName(String name);

  @SqlQuery(SELECT + " WHERE s.id = :id")
  Optional<StaffRow> find(String id);

  @SqlQuery(SELECT + " ORDER BY s.name, s.id")
  List<StaffRow> all();

  @SqlQuery("SELECT COUNT(*) FROM staff WHERE role = 'ADMINISTRATOR' AND ended_on IS NULL")
  int countAdministrators();

  /**
   * Uses up the code of a step; 0 when that or a later one was used, or when the password is no
   * longer the one that was checked. An account without a secret has no code to use up.
   */
  @SqlUpdate(
      """
      UPDATE staff SET totp_last_step = :step
      WHERE id = :id AND password_hash = :passwordHash
        AND (totp_secret IS NULL OR totp_last_step < :step)""")
  int useStep(String id, String passwordHash, long step);

  @SqlUpdate("UPDATE staff SET totp_secret = :wrapped WHERE id = :id")
  int setTotpSecret(String id, byte[] wrapped);

  @SqlUpdate("UPDATE staff SET password_hash = :passwordHash WHERE id = :id")
  int setPassword(String id, String passwordHash);

  @SqlUpdate(
      """
      UPDATE staff SET password_hash = '', totp_secret = NULL, ended_on = :day
      WHERE id = :id AND ended_on IS NULL""")
  int end(String id, String day);

  @SqlQuery("SELECT id FROM staff WHERE ended_on <= :day ORDER BY id")
  List<String> endedUntil(String day);

  @SqlUpdate("DELETE FROM staff WHERE id = :id")
  int delete(String id);

  @SqlUpdate(
      "INSERT INTO staff_token (hash, staff_id, expires_at) VALUES (:hash, :staffId, :expiresAt)")
  void insertToken(byte[] hash, String staffId, long expiresAt);

  /** The account of a token that is valid after {@code now}, in seconds since 1970. */
  @SqlQuery(
      SELECT
          + """
           JOIN staff_token t ON s.id = t.staff_id
          WHERE t.hash = :hash AND t.expires_at > :now AND s.ended_on IS NULL""")
  Optional<StaffRow> ofToken(byte[] hash, long now);

  @SqlUpdate("DELETE FROM staff_token WHERE hash = :hash")
  int deleteToken(byte[] hash);

  @SqlUpdate("DELETE FROM staff_token WHERE staff_id = :staffId")
  int deleteTokensOf(String staffId);

  @SqlUpdate("DELETE FROM staff_token WHERE staff_id = :staffId AND hash <> :kept")
  int deleteTokensOfBut(String staffId, byte[] kept);

  /** In the place of the one that somebody has. */
  @SqlUpdate(
      """
      INSERT INTO calendar_address (hash, staff_id, made_on)
      SELECT :hash, id, :madeOn FROM staff WHERE id = :staffId AND ended_on IS NULL
      ON CONFLICT (staff_id) DO UPDATE SET hash = EXCLUDED.hash, made_on = EXCLUDED.made_on""")
  int putCalendarAddress(byte[] hash, String staffId, String madeOn);

  @SqlQuery("SELECT made_on FROM calendar_address WHERE staff_id = :staffId")
  Optional<String> calendarAddressMadeOn(String staffId);

  @SqlUpdate("DELETE FROM calendar_address WHERE staff_id = :staffId")
  int deleteCalendarAddress(String staffId);

  @SqlQuery(
      SELECT
          + """
           JOIN calendar_address a ON s.id = a.staff_id
          WHERE a.hash = :hash AND s.ended_on IS NULL""")
  Optional<StaffRow> ofCalendarAddress(byte[] hash);

  @SqlUpdate("DELETE FROM staff_token WHERE expires_at <= :now")
  int deleteTokensUntil(long now);

  @SqlQuery(
      """
      SELECT id AS staff_id, name, provider_id FROM staff
      WHERE role = 'FACILITATOR' AND provider_id IS NOT NULL AND ended_on IS NULL
      ORDER BY name""")
  List<StaffService.Facilitator> facilitators();
}
