package nl.kring.model.membership;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Asks for an access token with a signed assertion: the body of {@code POST /api/v1/access-tokens}.
 *
 * <p>The assertion is a JWT (RFC 7523 § 3) signed with ES256 by the device key: {@code sub} is the
 * membership id, {@code aud} the server's public address, {@code iat} the time in seconds.
 */
public final class AccessTokenRequest {
  private static final int MAX_LENGTH = 4096;

  private final String assertion;

  /** Of a compact JWT. */
  @JsonCreator
  public AccessTokenRequest(@JsonProperty(value = "assertion", required = true) String assertion) {
    this.assertion = java.util.Objects.requireNonNull(assertion, "assertion is missing");
    if (assertion.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("has at most " + MAX_LENGTH + " characters");
    }
  }

  /** The compact JWT. */
  @JsonProperty("assertion")
  public String assertion() {
    return assertion;
  }

  @Override
  public String toString() {
    return "AccessTokenRequest";
  }
}
