package nl.kring.server.staff;

import java.time.Instant;
import nl.kring.server.platform.security.Caller;

/**
 * A fresh sign-in: the only moment at which the token itself exists on the server.
 *
 * @param token 43 characters; never a full stop, by which the gate tells it from a member's
 * @param expiresAt from then on it is worth nothing
 */
public record StaffSignIn(String token, Instant expiresAt, Caller.Staff staff) {
  @Override
  public String toString() {
    return "StaffSignIn";
  }
}
