package nl.kring.client.internal.store;

import java.io.IOException;
import nl.kring.model.WireJson;
import nl.kring.model.membership.OwnMembership;
import org.jspecify.annotations.Nullable;

/**
 * What the phone keeps about moving a membership: that it waits for one, and what the server last
 * said of its own. Its caller holds the lock of the state. Blocks on disk.
 */
final class RecoveryFiles {
  private static final String RECOVERING = "recovering.json";
  private static final String OWN = "own-membership.json";

  private final DurableFiles files;
  private @Nullable RecoveringState recovering;
  private @Nullable OwnMembership own;

  RecoveryFiles(DurableFiles files) throws IOException {
    this.files = files;
    recovering = files.readJson(RECOVERING, RecoveringState.class);
    own = files.readJson(OWN, OwnMembership.class);
  }

  @Nullable RecoveringState recovering() {
    return recovering;
  }

  void keep(RecoveringState state) throws IOException {
    files.write(RECOVERING, WireJson.write(state));
    recovering = state;
  }

  void endRecovering() throws IOException {
    if (recovering != null) {
      files.delete(RECOVERING);
      recovering = null;
    }
  }

  @Nullable OwnMembership own() {
    return own;
  }

  void keep(OwnMembership told) throws IOException {
    files.write(OWN, WireJson.write(told));
    own = told;
  }

  /** Forgets it all in memory, because the files are about to be wiped. */
  void forget() {
    recovering = null;
    own = null;
  }
}
