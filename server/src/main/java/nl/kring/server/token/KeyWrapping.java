package nl.kring.server.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import nl.kring.server.platform.security.Secret;

/**
 * Wraps private keys with AES-256-GCM under a key of the master secret, so that a stolen database
 * signs nothing. What a key is for is bound in as associated data.
 */
final class KeyWrapping {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  KeyWrapping(Secret master) {
    this.key = master.derive("token key wrapping").key("AES");
  }

  byte[] wrap(RSAPrivateCrtKey privateKey, String usedFor) {
    return wrap(privateKey.getEncoded(), usedFor);
  }

  /** Wraps an encoded key. */
  byte[] wrap(byte[] encoded, String usedFor) {
    try {
      byte[] nonce = new byte[NONCE_BYTES];
      random.nextBytes(nonce);
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, usedFor).doFinal(encoded);
      return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every platform has AES-GCM", e);
    }
  }

  /**
   * The private key.
   *
   * @throws IllegalStateException when it was wrapped under another master secret, or for another
   *     purpose
   */
  RSAPrivateCrtKey unwrap(byte[] wrapped, String usedFor) {
    try {
      return (RSAPrivateCrtKey)
          KeyFactory.getInstance("RSA")
              .generatePrivate(new PKCS8EncodedKeySpec(open(wrapped, usedFor)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a token key does not open with this master secret", e);
    }
  }

  /**
   * What was wrapped.
   *
   * @throws GeneralSecurityException when it was wrapped under another master secret, or for
   *     another purpose
   */
  byte[] open(byte[] wrapped, String usedFor) throws GeneralSecurityException {
    ByteBuffer in = ByteBuffer.wrap(wrapped);
    byte[] nonce = new byte[NONCE_BYTES];
    in.get(nonce);
    byte[] sealed = new byte[in.remaining()];
    in.get(sealed);
    return cipher(Cipher.DECRYPT_MODE, nonce, usedFor).doFinal(sealed);
  }

  private Cipher cipher(int mode, byte[] nonce, String usedFor) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(usedFor.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
