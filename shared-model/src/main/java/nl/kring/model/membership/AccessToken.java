package nl.kring.model.membership;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/** An access token for a member's own requests; there is no refresh token. Immutable. */
public final class AccessToken {
  private final String accessToken;
  private final String tokenType;
  private final long expiresInSeconds;

  /** As read from the wire. */
  @JsonCreator
  public AccessToken(
      @JsonProperty(value = "accessToken", required = true) String accessToken,
      @JsonProperty(value = "tokenType", required = true) String tokenType,
      @JsonProperty(value = "expiresInSeconds", required = true) long expiresInSeconds) {
    this.accessToken = accessToken;
    this.tokenType = tokenType;
    this.expiresInSeconds = expiresInSeconds;
  }

  /** The token, for {@code Authorization: Bearer}. */
  @JsonProperty("accessToken")
  public String accessToken() {
    return accessToken;
  }

  /** Always {@code Bearer}. */
  @JsonProperty("tokenType")
  public String tokenType() {
    return tokenType;
  }

  /** How long it lives, in seconds. */
  @JsonProperty("expiresInSeconds")
  public long expiresInSeconds() {
    return expiresInSeconds;
  }

  @Override
  public String toString() {
    return "AccessToken";
  }
}
