package nl.kring.server.staff;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Staff accounts and the tokens they hold. */
interface StaffDao {
  @SqlUpdate(
      """
      INSERT INTO staff (id, name, role, provider_id, municipality, password_hash)
      VALUES (:id, :name, :role, :providerId, :municipality, :passwordHash)
      ON CONFLICT (name) DO NOTHING""")
  int insert(
      String id,
      String name,
      String role,
      @Nullable String providerId,
      @Nullable String municipality,
      String passwordHash);

  @SqlQuery(
      """
      SELECT id, name, role, provider_id, municipality, password_hash
      FROM staff WHERE name = :name""")
  Optional<StaffRow> ofName(String name);

  @SqlUpdate(
      "INSERT INTO staff_token (hash, staff_id, expires_at) VALUES (:hash, :staffId, :expiresAt)")
  void insertToken(byte[] hash, String staffId, long expiresAt);

  /** The account of a token that is valid after {@code now}, in seconds since 1970. */
  @SqlQuery(
      """
      SELECT s.id, s.name, s.role, s.provider_id, s.municipality, s.password_hash
      FROM staff_token t JOIN staff s ON s.id = t.staff_id
      WHERE t.hash = :hash AND t.expires_at > :now""")
  Optional<StaffRow> ofToken(byte[] hash, long now);

  @SqlUpdate("DELETE FROM staff_token WHERE hash = :hash")
  int deleteToken(byte[] hash);

  @SqlUpdate("DELETE FROM staff_token WHERE expires_at <= :now")
  int deleteTokensUntil(long now);

  @SqlQuery(
      """
      SELECT id AS staff_id, name, provider_id FROM staff
      WHERE role = 'FACILITATOR' AND provider_id IS NOT NULL ORDER BY name""")
  List<StaffService.Facilitator> facilitators();
}
