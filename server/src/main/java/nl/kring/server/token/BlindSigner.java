package nl.kring.server.token;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.platform.http.ProblemException;
import org.bouncycastle.util.BigIntegers;

/** The issuer's side of a blind signature: one raw RSA operation (RFC 9474 § 4.3). */
final class BlindSigner {
  private BlindSigner() {}

  /**
   * Signs without seeing.
   *
   * <p>A faulty processor that gets half of a CRT operation wrong would give the key away, so the
   * result is checked before anybody sees it.
   *
   * @return s = z^d mod n, as long as the modulus
   * @throws ProblemException 422 when z is not below the modulus, or has another length
   */
  static byte[] sign(RSAPrivateCrtKey key, byte[] blindedMessage) {
    int length = (key.getModulus().bitLength() + 7) / 8;
    if (blindedMessage.length != length) {
      throw new ProblemException(
          ProblemType.TOKEN_REQUEST_INVALID, "a blinded message is as long as the modulus");
    }
    try {
      Cipher rsa = Cipher.getInstance("RSA/ECB/NoPadding");
      rsa.init(Cipher.DECRYPT_MODE, key);
      byte[] signature = rsa.doFinal(blindedMessage);
      BigInteger again =
          new BigInteger(1, signature).modPow(key.getPublicExponent(), key.getModulus());
      if (!Arrays.equals(BigIntegers.asUnsignedByteArray(length, again), blindedMessage)) {
        throw new IllegalStateException("a signature came out wrong");
      }
      return signature;
    } catch (BadPaddingException e) {
      throw new ProblemException(
          ProblemType.TOKEN_REQUEST_INVALID, "a blinded message is below the modulus");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this platform cannot do raw RSA", e);
    }
  }
}
