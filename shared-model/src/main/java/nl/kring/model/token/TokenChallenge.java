package nl.kring.model.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a token is made for (RFC 9577 § 2.1). Immutable.
 *
 * <p>In Kring issuer and origin are the host of the server's public address, and there is no
 * redemption context: purpose and scope are bound by the key.
 */
public final class TokenChallenge {
  /** Token type 0x0002: publicly verifiable, RSA blind signatures, 2048 bit. */
  public static final int TOKEN_TYPE = 0x0002;

  private final String issuerName;
  private final byte[] redemptionContext;
  private final String originInfo;

  /**
   * Any challenge of type 0x0002.
   *
   * @param redemptionContext 0 or 32 bytes
   * @param originInfo comma-separated host names, or empty
   */
  public TokenChallenge(String issuerName, byte[] redemptionContext, String originInfo) {
    if (redemptionContext.length != 0 && redemptionContext.length != 32) {
      throw new IllegalArgumentException("a redemption context has 0 or 32 bytes");
    }
    this.issuerName = issuerName;
    this.redemptionContext = redemptionContext.clone();
    this.originInfo = originInfo;
  }

  /** Kring's own challenge: the host twice, no context. */
  public static TokenChallenge ofHost(String host) {
    return new TokenChallenge(host, new byte[0], host);
  }

  /** The bytes on the wire. */
  public byte[] encoded() {
    byte[] issuer = issuerName.getBytes(StandardCharsets.US_ASCII);
    byte[] origin = originInfo.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(
            2 + 2 + issuer.length + 1 + redemptionContext.length + 2 + origin.length)
        .putShort((short) TOKEN_TYPE)
        .putShort((short) issuer.length)
        .put(issuer)
        .put((byte) redemptionContext.length)
        .put(redemptionContext)
        .putShort((short) origin.length)
        .put(origin)
        .array();
  }

  /** challenge_digest: SHA-256 of the bytes on the wire. */
  public byte[] digest() {
    return Wire.sha256(encoded());
  }

  /**
   * The value of {@code WWW-Authenticate} that asks for such a token (RFC 9577 § 2.1.1), without a
   * key: a phone knows its group's keys from the key directory.
   */
  public String headerValue() {
    return "PrivateToken challenge=\"" + Wire.base64Url(encoded()) + "\"";
  }

  /** The value of {@code WWW-Authenticate}, naming the key. */
  public String headerValue(TokenKey key) {
    return headerValue() + ", token-key=\"" + key.base64Url() + "\"";
  }
}
