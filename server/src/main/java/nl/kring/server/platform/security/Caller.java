package nl.kring.server.platform.security;

import org.jspecify.annotations.Nullable;

/** Who is behind a request, as far as it has proved that. */
public sealed interface Caller {
  /** The role it acts in. */
  Role role();

  /**
   * A participant's phone: a membership and its group.
   *
   * @param keyThumbprint of the phone's key (RFC 7638): after a move to another phone the same
   *     membership is another caller
   */
  record Member(String membershipId, String groupId, String keyThumbprint) implements Caller {
    @Override
    public Role role() {
      return Role.MEMBER;
    }

    @Override
    public String toString() {
      return "Member";
    }
  }

  /**
   * Somebody of the staff.
   *
   * @param providerId null for administrators and municipality viewers
   * @param municipality CBS code for municipality viewers, otherwise null
   */
  record Staff(
      String staffId,
      String name,
      Role role,
      @Nullable String providerId,
      @Nullable String municipality)
      implements Caller {}
}
