package nl.kring.model.membership;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Asks to move a membership to a new phone: the body of {@code POST /api/v1/recoveries}. Immutable.
 */
public final class RecoveryRequest {
  private final RecoveryCode recoveryCode;
  private final DevicePublicKey deviceKey;

  /** The code of the membership, and the public key of the new phone. */
  @JsonCreator
  public RecoveryRequest(
      @JsonProperty(value = "recoveryCode", required = true) RecoveryCode recoveryCode,
      @JsonProperty(value = "deviceKey", required = true) DevicePublicKey deviceKey) {
    this.recoveryCode = java.util.Objects.requireNonNull(recoveryCode, "recoveryCode is missing");
    this.deviceKey = java.util.Objects.requireNonNull(deviceKey, "deviceKey is missing");
  }

  /** The code. */
  @JsonProperty("recoveryCode")
  public RecoveryCode recoveryCode() {
    return recoveryCode;
  }

  /** The new phone's public key. */
  @JsonProperty("deviceKey")
  public DevicePublicKey deviceKey() {
    return deviceKey;
  }

  @Override
  public String toString() {
    return "RecoveryRequest";
  }
}
