package nl.kring.model.token;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.engines.RSABlindingEngine;
import org.bouncycastle.crypto.engines.RSAEngine;
import org.bouncycastle.crypto.params.RSABlindingParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.PSSSigner;

/**
 * The client's side of RSA blind signatures: RFC 9474 with SHA-384 and MGF1-SHA-384.
 *
 * <p>Tokens use the variant RSABSSA-SHA384-PSS-Deterministic with a salt of 48 bytes. Thread-safe.
 */
final class BlindRsa {
  /** The salt of the PSS variants, in bytes (RFC 9474 § 5). */
  static final int SALT_BYTES = 48;

  private BlindRsa() {}

  /**
   * Blinds a prepared message (RFC 9474 § 4.2).
   *
   * @param salt the PSS salt, random
   * @param blindingFactor r, random and uniform, coprime to the modulus
   * @return z = EMSA-PSS(message) · r^e mod n, as long as the modulus
   * @throws IllegalArgumentException when the encoded message has a factor in common with the
   *     modulus: blinding would not hide that factor, and an issuer who made such a modulus on
   *     purpose would know the message by it
   */
  static byte[] blind(RSAPublicKey key, byte[] message, byte[] salt, BigInteger blindingFactor) {
    PSSSigner blinder = new PSSSigner(new RSABlindingEngine(), new SHA384Digest(), salt);
    blinder.init(true, new RSABlindingParameters(parameters(key), blindingFactor));
    blinder.update(message, 0, message.length);
    try {
      byte[] blinded = blinder.generateSignature();
      // r is coprime to n: what z has in common with it, the message has.
      if (!new BigInteger(1, blinded).gcd(key.getModulus()).equals(BigInteger.ONE)) {
        throw new IllegalArgumentException("the message is not coprime to the modulus");
      }
      return blinded;
    } catch (CryptoException e) {
      throw new IllegalArgumentException("this key is too small for this salt", e);
    }
  }

  /**
   * Removes the blinding and verifies what is left (RFC 9474 § 4.4).
   *
   * @throws SignatureException when the issuer did not sign with this key
   */
  static byte[] finalizeSignature(
      RSAPublicKey key, byte[] message, byte[] blindSignature, BigInteger blindingFactor, int salt)
      throws SignatureException {
    int length = (key.getModulus().bitLength() + 7) / 8;
    if (blindSignature.length != length) {
      throw new SignatureException("a blind signature is as long as the modulus");
    }
    RSABlindingEngine unblinder = new RSABlindingEngine();
    unblinder.init(false, new RSABlindingParameters(parameters(key), blindingFactor));
    byte[] signature = leftPad(unblinder.processBlock(blindSignature, 0, length), length);
    if (!verifies(key, message, signature, salt)) {
      throw new SignatureException("the issuer did not sign with this key");
    }
    return signature;
  }

  /** Whether this is an RSASSA-PSS signature of the message (RFC 8017 § 8.1.2). */
  static boolean verifies(RSAPublicKey key, byte[] message, byte[] signature, int salt) {
    Signature verifier;
    try {
      verifier = Signature.getInstance("RSASSA-PSS");
    } catch (NoSuchAlgorithmException e) {
      // Android has no such name; a phone verifies seven signatures a week, so slower will do.
      return verifiesWithoutPlatform(key, message, signature, salt);
    }
    try {
      verifier.setParameter(
          new PSSParameterSpec("SHA-384", "MGF1", MGF1ParameterSpec.SHA384, salt, 1));
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (SignatureException | InvalidKeyException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this platform has no SHA-384 or MGF1", e);
    }
  }

  /** As {@link #verifies}, with Bouncy Castle alone. */
  static boolean verifiesWithoutPlatform(
      RSAPublicKey key, byte[] message, byte[] signature, int salt) {
    PSSSigner verifier = new PSSSigner(new RSAEngine(), new SHA384Digest(), salt);
    verifier.init(false, parameters(key));
    verifier.update(message, 0, message.length);
    return verifier.verifySignature(signature);
  }

  private static RSAKeyParameters parameters(RSAPublicKey key) {
    return new RSAKeyParameters(false, key.getModulus(), key.getPublicExponent());
  }

  private static byte[] leftPad(byte[] number, int length) {
    if (number.length == length) {
      return number;
    }
    byte[] padded = new byte[length];
    int surplus = Math.max(0, number.length - length);
    byte[] tail = Arrays.copyOfRange(number, surplus, number.length);
    System.arraycopy(tail, 0, padded, length - tail.length, tail.length);
    return padded;
  }
}
