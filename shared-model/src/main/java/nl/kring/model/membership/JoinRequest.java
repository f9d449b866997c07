package nl.kring.model.membership;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Asks to join a group: the body of {@code POST /api/v1/memberships}. Immutable. */
public final class JoinRequest {
  private final JoinCode joinCode;
  private final DevicePublicKey deviceKey;

  /** A code, and the public key of the phone that joins. */
  @JsonCreator
  public JoinRequest(
      @JsonProperty(value = "joinCode", required = true) JoinCode joinCode,
      @JsonProperty(value = "deviceKey", required = true) DevicePublicKey deviceKey) {
    this.joinCode = java.util.Objects.requireNonNull(joinCode, "joinCode is missing");
    this.deviceKey = java.util.Objects.requireNonNull(deviceKey, "deviceKey is missing");
  }

  /** The code. */
  @JsonProperty("joinCode")
  public JoinCode joinCode() {
    return joinCode;
  }

  /** The phone's public key. */
  @JsonProperty("deviceKey")
  public DevicePublicKey deviceKey() {
    return deviceKey;
  }

  @Override
  public String toString() {
    return "JoinRequest";
  }
}
