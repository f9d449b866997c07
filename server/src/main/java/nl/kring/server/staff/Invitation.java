package nl.kring.server.staff;

import java.time.Instant;

/**
 * A fresh invitation: shown once to whoever invites, and kept as a hash only.
 *
 * @param url works once
 * @param expiresAt from then on it does not work
 */
public record Invitation(String url, Instant expiresAt) {
  @Override
  public String toString() {
    return "Invitation";
  }
}
