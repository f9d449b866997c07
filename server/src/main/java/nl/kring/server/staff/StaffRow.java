package nl.kring.server.staff;

import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code staff}.
 *
 * @param passwordHash empty for somebody who left
 * @param totpSecret wrapped; null for an account without, or of somebody who left
 */
record StaffRow(
    String id,
    String name,
    String role,
    @Nullable String providerId,
    @Nullable String municipality,
    String passwordHash,
    byte @Nullable [] totpSecret,
    @Nullable String endedOn) {

  Caller.Staff caller() {
    return new Caller.Staff(id, name, Role.valueOf(role), providerId, municipality);
  }

  boolean hasLeft() {
    return endedOn != null;
  }

  /** Without the password's hash. */
  @Override
  public String toString() {
    return "StaffRow";
  }
}
