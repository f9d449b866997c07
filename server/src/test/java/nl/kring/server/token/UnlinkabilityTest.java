package nl.kring.server.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nl.kring.model.WireJson;
import nl.kring.model.token.Token;
import nl.kring.model.token.TokenChallenge;
import nl.kring.model.token.TokenDraft;
import nl.kring.model.token.TokenKey;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Unlinkability as mathematics: whoever holds every key and everything that was sent cannot tell
 * which of thirty phones spent which token, because every pairing is equally possible.
 */
class UnlinkabilityTest {
  private static final int PHONES = 30;
  private static final TokenChallenge CHALLENGE = TokenChallenge.ofHost("kring.example");

  private static RSAPrivateCrtKey privateKey;
  private static TokenKey key;

  /** What the issuer saw of a phone, and what was spent later. */
  private record Trace(byte[] blindedMessage, byte[] blindSignature, Token token) {}

  @BeforeAll
  static void makeKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    privateKey = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
    key = TokenKey.of(privateKey.getModulus(), privateKey.getPublicExponent());
  }

  private static Trace draw(SecureRandom random) throws Exception {
    TokenDraft draft = TokenDraft.begin(key, CHALLENGE, random);
    byte[] z = draft.request().blindedMessage();
    byte[] s = BlindSigner.sign(privateKey, z);
    return new Trace(z, s, draft.finish(s));
  }

  private static BigInteger number(byte[] bytes) {
    return new BigInteger(1, bytes);
  }

  /**
   * The one blinding factor that joins an issued z to a spent signature: r with z = m · r^e, which
   * the holder of the private key can compute for any two of them.
   */
  private static BigInteger joiningFactor(byte[] blindedMessage, Token token) {
    BigInteger n = privateKey.getModulus();
    BigInteger message = number(token.authenticator()).modPow(privateKey.getPublicExponent(), n);
    return number(blindedMessage)
        .multiply(message.modInverse(n))
        .mod(n)
        .modPow(privateKey.getPrivateExponent(), n);
  }

  @Test
  void everyPairingOfAnIssuedAndASpentMessageIsEquallyPossible() throws Exception {
    List<Trace> traces = new ArrayList<>();
    for (int i = 0; i < PHONES; i++) {
      traces.add(draw(new SecureRandom()));
    }
    BigInteger n = privateKey.getModulus();
    for (Trace issued : traces) {
      Set<BigInteger> factors = new HashSet<>();
      for (Trace spent : traces) {
        BigInteger r = joiningFactor(issued.blindedMessage(), spent.token());
        assertEquals(BigInteger.ONE, r.gcd(n), "r is a unit");
        BigInteger message =
            number(spent.token().authenticator()).modPow(privateKey.getPublicExponent(), n);
        assertEquals(
            number(issued.blindedMessage()),
            message.multiply(r.modPow(privateKey.getPublicExponent(), n)).mod(n),
            "r blinds the spent message to the issued one");
        byte[] finalized =
            BigIntegers.asUnsignedByteArray(
                TokenKey.MODULUS_BYTES,
                number(issued.blindSignature()).multiply(r.modInverse(n)).mod(n));
        assertArrayEquals(
            spent.token().authenticator(), finalized, "r finalizes to that very signature");
        factors.add(r);
      }
      assertEquals(PHONES, factors.size(), "each pairing has a factor of its own");
    }
  }

  /** A source of randomness that is none: it repeats what a seed says. */
  private static SecureRandom predictable(int seed) {
    return new SecureRandom() {
      private static final long serialVersionUID = 1;
      private final java.util.Random source = new java.util.Random(seed);

      @Override
      public void nextBytes(byte[] bytes) {
        source.nextBytes(bytes);
      }
    };
  }

  @Test
  void theSameLinkerLinksEveryTokenOfAPhoneWhoseSeedItKnows() throws Exception {
    List<Trace> good = new ArrayList<>();
    List<Trace> bad = new ArrayList<>();
    SecureRandom seeded = predictable(7);
    for (int i = 0; i < PHONES; i++) {
      good.add(draw(new SecureRandom()));
      bad.add(draw(seeded));
    }
    Set<BigInteger> explained = factorsOf(predictable(7));
    for (int issued = 0; issued < PHONES; issued++) {
      for (int spent = 0; spent < PHONES; spent++) {
        assertEquals(
            issued == spent,
            explained.contains(
                joiningFactor(bad.get(issued).blindedMessage(), bad.get(spent).token())),
            "told the seed, it links each token to its own issuance");
        assertFalse(
            explained.contains(
                joiningFactor(good.get(issued).blindedMessage(), good.get(spent).token())),
            "a good phone it links nowhere");
      }
    }
  }

  /** The blinding factors that a phone with this randomness makes. */
  private static Set<BigInteger> factorsOf(SecureRandom guessed) {
    Set<BigInteger> factors = new HashSet<>();
    for (int i = 0; i < PHONES; i++) {
      TokenDraft draft = TokenDraft.begin(key, CHALLENGE, guessed);
      factors.add(WireJson.mapper().valueToTree(draft).get("blindingFactor").bigIntegerValue());
    }
    return factors;
  }
}
