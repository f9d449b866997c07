package nl.kring.server.platform.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Wraps what a database must keep but a thief of it must not read: AES-256-GCM under a key of the
 * master secret. What it is for is bound in as associated data. Thread-safe.
 */
public final class Wrapping {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  /** Under the key that {@code label} names; labels stay for ever. */
  public Wrapping(Secret master, String label) {
    this.key = master.derive(label).key("AES");
  }

  /** The nonce and the sealed bytes. */
  public byte[] wrap(byte[] plain, String usedFor) {
    try {
      byte[] nonce = new byte[NONCE_BYTES];
      random.nextBytes(nonce);
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, usedFor).doFinal(plain);
      return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every platform has AES-GCM", e);
    }
  }

  /**
   * What was wrapped.
   *
   * @throws IllegalStateException when it was wrapped under another master secret, or for another
   *     purpose, or is no such thing
   */
  public byte[] unwrap(byte[] wrapped, String usedFor) {
    if (wrapped.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
      throw new IllegalStateException("too short to have been wrapped");
    }
    try {
      ByteBuffer in = ByteBuffer.wrap(wrapped);
      byte[] nonce = new byte[NONCE_BYTES];
      in.get(nonce);
      byte[] sealed = new byte[in.remaining()];
      in.get(sealed);
      return cipher(Cipher.DECRYPT_MODE, nonce, usedFor).doFinal(sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("does not open with this master secret", e);
    }
  }

  /** Whether it opens: wrapped under this master secret, for this purpose. */
  public boolean opens(byte[] wrapped, String usedFor) {
    try {
      unwrap(wrapped, usedFor);
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String usedFor) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(usedFor.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
