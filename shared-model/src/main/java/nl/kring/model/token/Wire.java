package nl.kring.model.token;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Small things that the token formats share. */
final class Wire {
  private Wire() {}

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every platform has SHA-256", e);
    }
  }

  static byte[] take(ByteBuffer from, int length) {
    byte[] bytes = new byte[length];
    from.get(bytes);
    return bytes;
  }

  /** RFC 9577 § 2.2: base64url, with padding where it is written in a header. */
  static String base64Url(byte[] bytes) {
    return Base64.getUrlEncoder().encodeToString(bytes);
  }

  static byte[] fromBase64Url(String text) {
    return Base64.getUrlDecoder().decode(text);
  }
}
