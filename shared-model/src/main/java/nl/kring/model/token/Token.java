package nl.kring.model.token;

import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A token of type 0x0002 (RFC 9578 § 6.3), 354 bytes on the wire. Immutable. */
public final class Token {
  /** Its length on the wire. */
  public static final int BYTES = 354;

  /** Bytes of the nonce. */
  public static final int NONCE_BYTES = 32;

  private static final int SIGNED_BYTES = 98;
  private static final Pattern HEADER =
      Pattern.compile(
          "PrivateToken\\s+token=\"?([A-Za-z0-9_=-]{1,600})\"?", Pattern.CASE_INSENSITIVE);

  private final byte[] nonce;
  private final byte[] challengeDigest;
  private final byte[] tokenKeyId;
  private final byte[] authenticator;

  Token(byte[] nonce, byte[] challengeDigest, byte[] tokenKeyId, byte[] authenticator) {
    this.nonce = nonce.clone();
    this.challengeDigest = challengeDigest.clone();
    this.tokenKeyId = tokenKeyId.clone();
    this.authenticator = authenticator.clone();
  }

  /**
   * Reads the bytes on the wire.
   *
   * @throws IllegalArgumentException when type or length is another
   */
  public static Token decode(byte[] wire) {
    if (wire.length != BYTES) {
      throw new IllegalArgumentException("a token has " + BYTES + " bytes");
    }
    ByteBuffer in = ByteBuffer.wrap(wire);
    if (in.getShort() != TokenChallenge.TOKEN_TYPE) {
      throw new IllegalArgumentException("only token type 0x0002 is accepted here");
    }
    return new Token(
        Wire.take(in, NONCE_BYTES), Wire.take(in, 32), Wire.take(in, 32), Wire.take(in, 256));
  }

  /**
   * Reads the value of an {@code Authorization} header (RFC 9577 § 2.2).
   *
   * @throws IllegalArgumentException when it is not a PrivateToken
   */
  public static Token parseHeader(String authorization) {
    Matcher matcher = HEADER.matcher(authorization.trim());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("Authorization: PrivateToken token=\"…\" is expected");
    }
    return decode(Wire.fromBase64Url(matcher.group(1)));
  }

  /** The value of an {@code Authorization} header that spends this token. */
  public String headerValue() {
    return "PrivateToken token=\"" + Wire.base64Url(encoded()) + "\"";
  }

  /** The bytes on the wire. */
  public byte[] encoded() {
    return ByteBuffer.allocate(BYTES).put(signedInput()).put(authenticator).array();
  }

  /** What the signature covers: the first 98 bytes. */
  public byte[] signedInput() {
    return signedInput(nonce, challengeDigest, tokenKeyId);
  }

  static byte[] signedInput(byte[] nonce, byte[] challengeDigest, byte[] tokenKeyId) {
    return ByteBuffer.allocate(SIGNED_BYTES)
        .putShort((short) TokenChallenge.TOKEN_TYPE)
        .put(nonce)
        .put(challengeDigest)
        .put(tokenKeyId)
        .array();
  }

  /** Whether this key signed it. Takes about 40 µs of CPU; does not look at time or spending. */
  public boolean isSignedBy(TokenKey key) {
    return BlindRsa.verifies(key.rsa(), signedInput(), authenticator, BlindRsa.SALT_BYTES);
  }

  /** The phone's random number, 32 bytes; a copy. */
  public byte[] nonce() {
    return nonce.clone();
  }

  /** SHA-256 of the challenge it answers; a copy. */
  public byte[] challengeDigest() {
    return challengeDigest.clone();
  }

  /** The id of the key that signed it; a copy. */
  public byte[] tokenKeyId() {
    return tokenKeyId.clone();
  }

  /** The signature, 256 bytes; a copy. */
  public byte[] authenticator() {
    return authenticator.clone();
  }

  /** SHA-256 of the bytes on the wire: under this the server remembers that it was spent. */
  public byte[] hash() {
    return Wire.sha256(encoded());
  }

  @Override
  public String toString() {
    return "Token";
  }
}
