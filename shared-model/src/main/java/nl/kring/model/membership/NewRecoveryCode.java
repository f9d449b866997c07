package nl.kring.model.membership;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Gives the server the recovery code of a membership, after it was typed back: the body of {@code
 * PUT /api/v1/memberships/me/recovery-code}. Immutable.
 */
public final class NewRecoveryCode {
  private final RecoveryCode recoveryCode;

  /** Of a code. */
  @JsonCreator
  public NewRecoveryCode(
      @JsonProperty(value = "recoveryCode", required = true) RecoveryCode recoveryCode) {
    this.recoveryCode = java.util.Objects.requireNonNull(recoveryCode, "recoveryCode is missing");
  }

  /** The code. */
  @JsonProperty("recoveryCode")
  public RecoveryCode recoveryCode() {
    return recoveryCode;
  }

  @Override
  public String toString() {
    return "NewRecoveryCode";
  }
}
