package nl.kring.server.membership;

import java.time.LocalDate;
import nl.kring.model.membership.PendingRecovery;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code recovery}.
 *
 * @param deviceKey of the new phone; null until somebody asks
 * @param askedDay null until somebody asks
 */
record RecoveryRow(
    byte[] hash, String membershipId, @Nullable String deviceKey, @Nullable String askedDay) {

  /** What was asked with this code; null when nothing was. */
  @Nullable PendingRecovery pending() {
    return askedDay == null ? null : PendingRecovery.of(LocalDate.parse(askedDay));
  }
}
