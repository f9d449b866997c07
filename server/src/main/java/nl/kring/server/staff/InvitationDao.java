package nl.kring.server.staff;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Invitations that nobody accepted yet. */
interface InvitationDao {
  @SqlUpdate(
      """
      INSERT INTO staff_invitation (hash, name, role, provider_id, municipality, group_ids,
        invited_by, expires_at)
      VALUES (:hash, :name, :role, :providerId, :municipality, :groupIds, :invitedBy, :expiresAt)""")
  int insert(
      byte[] hash,
      String name,
      String role,
      @Nullable String providerId,
      @Nullable String municipality,
      String groupIds,
      @Nullable String invitedBy,
      long expiresAt);

  @SqlQuery(
      """
      SELECT hash, name, role, provider_id, municipality, group_ids, invited_by, expires_at
      FROM staff_invitation WHERE hash = :hash AND expires_at > :now""")
  Optional<InvitationRow> find(byte[] hash, long now);

  @SqlQuery(
      """
      SELECT hash, name, role, provider_id, municipality, group_ids, invited_by, expires_at
      FROM staff_invitation WHERE expires_at > :now ORDER BY expires_at, name, hash""")
  List<InvitationRow> all(long now);

  @SqlUpdate("DELETE FROM staff_invitation WHERE hash = :hash AND expires_at > :now")
  int take(byte[] hash, long now);

  @SqlUpdate("DELETE FROM staff_invitation WHERE invited_by = :staffId")
  int deleteInvitedBy(String staffId);

  @SqlUpdate("DELETE FROM staff_invitation WHERE invited_by IS NULL")
  int deleteInvitedByNobody();

  @SqlUpdate("DELETE FROM staff_invitation WHERE expires_at <= :now")
  int deleteUntil(long now);
}
