package nl.kring.model.token;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.SignatureException;
import org.bouncycastle.crypto.generators.RSABlindingFactorGenerator;
import org.bouncycastle.crypto.params.RSAKeyParameters;

/**
 * A token in the making: everything a phone must keep, before it asks, to finish the token later.
 *
 * <p>Immutable. Its JSON is for the phone's own store only. Whoever has it can link the request to
 * the token, so it is deleted once the token is finished.
 */
public final class TokenDraft {
  private static final int MOST_ATTEMPTS = 100;

  private final TokenKey key;
  private final byte[] nonce;
  private final byte[] challengeDigest;
  private final BigInteger blindingFactor;
  private final byte[] blindedMessage;

  @JsonCreator
  TokenDraft(
      @JsonProperty(value = "tokenKey", required = true) TokenKey key,
      @JsonProperty(value = "nonce", required = true) byte[] nonce,
      @JsonProperty(value = "challengeDigest", required = true) byte[] challengeDigest,
      @JsonProperty(value = "blindingFactor", required = true) BigInteger blindingFactor,
      @JsonProperty(value = "blindedMessage", required = true) byte[] blindedMessage) {
    this.key = key;
    this.nonce = nonce;
    this.challengeDigest = challengeDigest;
    this.blindingFactor = blindingFactor;
    this.blindedMessage = blindedMessage;
  }

  /**
   * Begins a token: draws a nonce, a salt and a blinding factor, all from {@code random}, and anew
   * where the message has a factor in common with the modulus. That never happens with an honest
   * key, and tells an issuer nothing with another.
   *
   * @param random a cryptographic source; a predictable one makes every token linkable
   */
  public static TokenDraft begin(TokenKey key, TokenChallenge challenge, SecureRandom random) {
    for (int attempt = 1; ; attempt++) {
      byte[] nonce = new byte[Token.NONCE_BYTES];
      random.nextBytes(nonce);
      byte[] salt = new byte[BlindRsa.SALT_BYTES];
      random.nextBytes(salt);
      try {
        return of(key, challenge.digest(), nonce, salt, blindingFactor(key, random));
      } catch (IllegalArgumentException e) {
        if (attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  static BigInteger blindingFactor(TokenKey key, SecureRandom random) {
    RSABlindingFactorGenerator generator = new RSABlindingFactorGenerator();
    generator.init(
        new org.bouncycastle.crypto.params.ParametersWithRandom(
            new RSAKeyParameters(false, key.rsa().getModulus(), key.rsa().getPublicExponent()),
            random));
    return generator.generateBlindingFactor();
  }

  static TokenDraft of(
      TokenKey key, byte[] challengeDigest, byte[] nonce, byte[] salt, BigInteger blindingFactor) {
    byte[] input = Token.signedInput(nonce, challengeDigest, key.tokenKeyId());
    byte[] blinded = BlindRsa.blind(key.rsa(), input, salt, blindingFactor);
    return new TokenDraft(key, nonce, challengeDigest, blindingFactor, blinded);
  }

  /** What is sent to the issuer; the same each time, so that a lost answer can be asked again. */
  public TokenRequest request() {
    return new TokenRequest(key.truncatedTokenKeyId(), blindedMessage);
  }

  /**
   * Finishes the token with the issuer's answer.
   *
   * @param blindSignature the 256 bytes of a TokenResponse
   * @throws SignatureException when the issuer signed with another key or answered nonsense
   */
  public Token finish(byte[] blindSignature) throws SignatureException {
    byte[] input = Token.signedInput(nonce, challengeDigest, key.tokenKeyId());
    byte[] authenticator =
        BlindRsa.finalizeSignature(
            key.rsa(), input, blindSignature, blindingFactor, BlindRsa.SALT_BYTES);
    return new Token(nonce, challengeDigest, key.tokenKeyId(), authenticator);
  }

  /** The issuer's key this draft is for. */
  @JsonProperty("tokenKey")
  public TokenKey tokenKey() {
    return key;
  }

  @JsonProperty("nonce")
  byte[] nonce() {
    return nonce;
  }

  @JsonProperty("challengeDigest")
  byte[] challengeDigest() {
    return challengeDigest;
  }

  @JsonProperty("blindingFactor")
  BigInteger blindingFactor() {
    return blindingFactor;
  }

  @JsonProperty("blindedMessage")
  byte[] blindedMessage() {
    return blindedMessage;
  }

  @Override
  public String toString() {
    return "TokenDraft";
  }
}
