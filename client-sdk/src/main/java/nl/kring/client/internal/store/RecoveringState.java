package nl.kring.client.internal.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import nl.kring.model.membership.PendingRecovery;
import nl.kring.model.membership.RecoveryCode;

/**
 * That this phone waits to take over a membership. Immutable.
 *
 * <p>It holds the code, so that the phone itself can ask again when the time has come. Until then
 * the server gives the membership to this phone's key alone, and after it the code is used up.
 */
public final class RecoveringState {
  private final RecoveryCode code;
  private final PendingRecovery recovery;

  /** Asked with this code, and promised from an instant. */
  @JsonCreator
  public RecoveringState(
      @JsonProperty(value = "code", required = true) RecoveryCode code,
      @JsonProperty(value = "recovery", required = true) PendingRecovery recovery) {
    this.code = code;
    this.recovery = recovery;
  }

  /** With which code. */
  @JsonProperty("code")
  public RecoveryCode code() {
    return code;
  }

  /** What the server promised. */
  @JsonProperty("recovery")
  public PendingRecovery recovery() {
    return recovery;
  }

  @Override
  public String toString() {
    return "RecoveringState";
  }
}
