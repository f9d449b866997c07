package nl.kring.server.staff;

import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Role;
import org.jspecify.annotations.Nullable;

/** A row of {@code staff}. */
record StaffRow(
    String id,
    String name,
    String role,
    @Nullable String providerId,
    @Nullable String municipality,
    String passwordHash) {

  Caller.Staff caller() {
    return new Caller.Staff(id, name, Role.valueOf(role), providerId, municipality);
  }

  /** Without the password's hash. */
  @Override
  public String toString() {
    return "StaffRow";
  }
}
