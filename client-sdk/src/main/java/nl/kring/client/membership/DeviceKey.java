package nl.kring.client.membership;

import java.security.GeneralSecurityException;
import java.security.interfaces.ECPublicKey;

/**
 * The phone's own key, by which it proves its membership: ECDSA on P-256.
 *
 * <p>A seam for hardware: an Android app gives one that lives in the Android Keystore. Without it
 * the SDK keeps a key in a file. An app that gives its own key deletes it itself, once {@link
 * Memberships#isLeaving()} is false after leaving.
 */
public interface DeviceKey {
  /** The public key, on P-256; the same each time. Durable before it is first returned. */
  ECPublicKey publicKey() throws GeneralSecurityException;

  /**
   * Signs with SHA256withECDSA.
   *
   * @return the signature as DER, as {@link java.security.Signature} gives it
   * @throws GeneralSecurityException when the key cannot be used (now)
   */
  byte[] signEs256(byte[] message) throws GeneralSecurityException;
}
