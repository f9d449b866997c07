package nl.kring.server.platform.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * Key material that cannot be printed, serialised or compared by accident. Immutable.
 *
 * <p>Everything secret derives from the master secret by HKDF (RFC 5869, SHA-256) under a label, so
 * that one purpose's key says nothing about another's.
 */
public final class Secret {
  /** The shortest master secret that is accepted. */
  public static final int MIN_BYTES = 32;

  private final byte[] bytes;

  /** Of raw key material, {@link #MIN_BYTES} or more. */
  public Secret(byte[] bytes) {
    if (bytes.length < MIN_BYTES) {
      throw new IllegalArgumentException("a secret has at least " + MIN_BYTES + " bytes");
    }
    this.bytes = bytes.clone();
  }

  /** A secret of 32 bytes for one purpose. */
  public Secret derive(String label) {
    HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
    hkdf.init(
        new HKDFParameters(
            bytes, new byte[0], ("kring " + label).getBytes(StandardCharsets.UTF_8)));
    byte[] derived = new byte[MIN_BYTES];
    hkdf.generateBytes(derived, 0, derived.length);
    return new Secret(derived);
  }

  /** A fresh one, of 32 random bytes. */
  public static Secret random() {
    byte[] bytes = new byte[MIN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new Secret(bytes);
  }

  /** Wrapped, so that a database can keep it. */
  public byte[] wrappedBy(Wrapping wrapping, String usedFor) {
    return wrapping.wrap(bytes, usedFor);
  }

  /** HMAC-SHA-256 of a text under this secret. */
  public byte[] hmac(String text) {
    return hmac(text.getBytes(StandardCharsets.UTF_8));
  }

  /** HMAC-SHA-256 of bytes under this secret. */
  public byte[] hmac(byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key("HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every platform has HMAC-SHA-256", e);
    }
  }

  /** As a key for an algorithm of the JCA. */
  public SecretKey key(String algorithm) {
    return new SecretKeySpec(bytes, algorithm);
  }

  /** Says only that there is one. */
  @Override
  public String toString() {
    return "Secret";
  }
}
