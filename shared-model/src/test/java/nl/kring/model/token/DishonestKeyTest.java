package nl.kring.model.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Keys that an issuer could make to know a token again. */
class DishonestKeyTest {
  private static final BigInteger E = BigInteger.valueOf(65_537);
  private static final TokenChallenge CHALLENGE = TokenChallenge.ofHost("kring.example");

  /** A product of 2048 bits of the primes above this; with e = 65537 everything can be signed. */
  private static BigInteger smooth(int above) {
    BigInteger product = BigInteger.ONE;
    BigInteger prime = BigInteger.valueOf(above);
    while (product.bitLength() < 2034) {
      prime = prime.nextProbablePrime();
      product = product.multiply(prime);
    }
    BigInteger last = BigInteger.ONE.shiftLeft(2047).divide(product);
    do {
      last = last.nextProbablePrime();
    } while (product.multiply(last).bitLength() < 2048);
    return product.multiply(last);
  }

  @Test
  void aFactorThatAMessageSharesWithTheKeyIsNeverShownToTheIssuer() {
    TokenKey key = TokenKey.of(smooth(743), E);
    SecureRandom random = new SecureRandom();
    int shared = 0;
    for (int i = 0; i < 200; i++) {
      byte[] nonce = new byte[Token.NONCE_BYTES];
      byte[] salt = new byte[BlindRsa.SALT_BYTES];
      random.nextBytes(nonce);
      random.nextBytes(salt);
      try {
        TokenDraft.of(key, CHALLENGE.digest(), nonce, salt, TokenDraft.blindingFactor(key, random));
      } catch (IllegalArgumentException e) {
        shared++;
      }
      String request = TokenDraft.begin(key, CHALLENGE, random).request().base64Url();
      byte[] bytes = Base64.getUrlDecoder().decode(request);
      BigInteger blinded = new BigInteger(1, java.util.Arrays.copyOfRange(bytes, 3, 259));
      assertEquals(BigInteger.ONE, blinded.gcd(smooth(743)));
    }
    assertTrue(shared > 0, "such messages are found");
  }

  @Test
  void anotherExponentIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> TokenKey.of(smooth(743), BigInteger.valueOf(65_539)));
  }
}
