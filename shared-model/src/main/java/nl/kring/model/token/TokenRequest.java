package nl.kring.model.token;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;

/** A request for a blind signature (RFC 9578 § 6.1), 259 bytes on the wire. Immutable. */
public final class TokenRequest {
  /** Its media type over HTTP. */
  public static final String MEDIA_TYPE = "application/private-token-request";

  /** Its length on the wire. */
  public static final int BYTES = 2 + 1 + TokenKey.MODULUS_BYTES;

  private final int truncatedTokenKeyId;
  private final byte[] blindedMessage;

  /** For the key with this truncated id; the blinded message has 256 bytes. */
  public TokenRequest(int truncatedTokenKeyId, byte[] blindedMessage) {
    if (blindedMessage.length != TokenKey.MODULUS_BYTES) {
      throw new IllegalArgumentException("a blinded message has 256 bytes");
    }
    this.truncatedTokenKeyId = truncatedTokenKeyId & 0xff;
    this.blindedMessage = blindedMessage.clone();
  }

  /**
   * Reads the bytes on the wire.
   *
   * @throws IllegalArgumentException when type or length is another
   */
  public static TokenRequest decode(byte[] wire) {
    if (wire.length != BYTES) {
      throw new IllegalArgumentException("a token request has " + BYTES + " bytes");
    }
    ByteBuffer in = ByteBuffer.wrap(wire);
    if (in.getShort() != TokenChallenge.TOKEN_TYPE) {
      throw new IllegalArgumentException("only token type 0x0002 is issued here");
    }
    int truncated = in.get() & 0xff;
    return new TokenRequest(truncated, Wire.take(in, TokenKey.MODULUS_BYTES));
  }

  /** Reads the base64url form used in JSON; errors as {@link #decode}. */
  @JsonCreator
  public static TokenRequest parse(String base64Url) {
    return decode(Wire.fromBase64Url(base64Url));
  }

  /** The bytes on the wire. */
  public byte[] encoded() {
    return ByteBuffer.allocate(BYTES)
        .putShort((short) TokenChallenge.TOKEN_TYPE)
        .put((byte) truncatedTokenKeyId)
        .put(blindedMessage)
        .array();
  }

  /** Base64url of the bytes on the wire. */
  @JsonValue
  public String base64Url() {
    return Wire.base64Url(encoded());
  }

  /** The last byte of the key's id, 0 to 255. */
  public int truncatedTokenKeyId() {
    return truncatedTokenKeyId;
  }

  /** z, 256 bytes; a copy. */
  public byte[] blindedMessage() {
    return blindedMessage.clone();
  }

  @Override
  public String toString() {
    return "TokenRequest";
  }
}
