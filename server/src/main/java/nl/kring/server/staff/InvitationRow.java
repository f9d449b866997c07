package nl.kring.server.staff;

import java.util.List;
import nl.kring.server.platform.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code staff_invitation}.
 *
 * @param groupIds separated by spaces; empty for none
 * @param invitedBy null for the first administrator's
 * @param expiresAt in seconds since 1970
 */
record InvitationRow(
    byte[] hash,
    String name,
    String role,
    @Nullable String providerId,
    @Nullable String municipality,
    String groupIds,
    @Nullable String invitedBy,
    long expiresAt) {

  Role asRole() {
    return Role.valueOf(role);
  }

  List<String> groups() {
    return groupIds.isEmpty() ? List.of() : List.of(groupIds.split(" "));
  }

  @Override
  public String toString() {
    return "InvitationRow";
  }
}
