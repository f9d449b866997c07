package nl.kring.server.token;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import nl.kring.server.platform.security.Secret;
import nl.kring.server.platform.security.Wrapping;

/** Wraps private keys, so that a stolen database signs nothing. */
final class KeyWrapping {
  static final String LABEL = "token key wrapping";

  private final Wrapping wrapping;

  KeyWrapping(Secret master) {
    this.wrapping = new Wrapping(master, LABEL);
  }

  byte[] wrap(RSAPrivateCrtKey privateKey, String usedFor) {
    return wrapping.wrap(privateKey.getEncoded(), usedFor);
  }

  byte[] wrap(byte[] encoded, String usedFor) {
    return wrapping.wrap(encoded, usedFor);
  }

  /**
   * What was wrapped.
   *
   * @throws IllegalStateException as {@link #unwrap}
   */
  byte[] open(byte[] wrapped, String usedFor) {
    return wrapping.unwrap(wrapped, usedFor);
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
              .generatePrivate(new PKCS8EncodedKeySpec(wrapping.unwrap(wrapped, usedFor)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("what was wrapped is no private key", e);
    }
  }
}
