package nl.kring.server.staff;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes that change with time (RFC 6238): HMAC-SHA-1, steps of 30 seconds, six digits, as every
 * authenticator app makes them.
 */
public final class Totp {
  /** How long a code is shown. */
  public static final int STEP_SECONDS = 30;

  /** As RFC 4226 § 4 advises. */
  static final int SECRET_BYTES = 20;

  private static final int WINDOW = 1;
  private static final int MODULUS = 1_000_000;
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BASE32_BITS = 5;

  private Totp() {}

  /** A fresh secret. */
  public static byte[] newSecret() {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return secret;
  }

  /** The code of a moment. */
  public static String code(byte[] secret, Instant moment) {
    return code(secret, step(moment));
  }

  static long step(Instant moment) {
    return Math.floorDiv(moment.getEpochSecond(), STEP_SECONDS);
  }

  static String code(byte[] secret, long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      ByteBuffer hash =
          ByteBuffer.wrap(mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array()));
      int offset = hash.get(hash.limit() - 1) & 0xf;
      return String.format(Locale.ROOT, "%06d", (hash.getInt(offset) & 0x7fffffff) % MODULUS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every platform has HMAC-SHA-1", e);
    }
  }

  /**
   * The step whose code this is: of now, or one step away for clocks that differ. Spaces in the
   * code do not matter. Compares in constant time.
   */
  static OptionalLong stepOf(String code, byte[] secret, Instant now) {
    byte[] typed = code.replace(" ", "").getBytes(StandardCharsets.UTF_8);
    OptionalLong found = OptionalLong.empty();
    for (long step = step(now) - WINDOW; step <= step(now) + WINDOW; step++) {
      byte[] right = code(secret, step).getBytes(StandardCharsets.UTF_8);
      if (MessageDigest.isEqual(right, typed)) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  /** A secret as people type it into an app (RFC 4648 § 6), without padding. */
  public static String base32(byte[] secret) {
    StringBuilder text = new StringBuilder();
    int bits = 0;
    int waiting = 0;
    for (byte each : secret) {
      bits = (bits << Byte.SIZE) | (each & 0xff);
      waiting += Byte.SIZE;
      while (waiting >= BASE32_BITS) {
        waiting -= BASE32_BITS;
        text.append(BASE32.charAt((bits >> waiting) & 0x1f));
      }
      bits &= (1 << waiting) - 1;
    }
    if (waiting > 0) {
      text.append(BASE32.charAt((bits << (BASE32_BITS - waiting)) & 0x1f));
    }
    return text.toString();
  }

  /** The text of the QR code that an app scans. */
  static String uri(String name, byte[] secret) {
    String label = URLEncoder.encode("Kring:" + name, StandardCharsets.UTF_8).replace("+", "%20");
    return "otpauth://totp/" + label + "?secret=" + base32(secret) + "&issuer=Kring";
  }
}
