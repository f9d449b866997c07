package nl.kring.model.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import nl.kring.model.WireJson;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The type-2 vectors of RFC 9578, appendix B.2, and the header of RFC 9577. */
class Rfc9578VectorsTest {
  static List<JsonNode> vectors() throws Exception {
    return read("rfc9578-type2.json");
  }

  private static List<JsonNode> read(String name) throws Exception {
    try (InputStream in = Rfc9578VectorsTest.class.getResourceAsStream(name)) {
      List<JsonNode> vectors = new ArrayList<>();
      WireJson.mapper().readTree(in).get("vectors").forEach(vectors::add);
      return vectors;
    }
  }

  private static byte[] bytes(JsonNode vector, String field) {
    return Hex.decode(vector.get(field).asText());
  }

  private static TokenDraft draft(JsonNode vector) {
    TokenKey key = TokenKey.ofSpki(bytes(vector, "pkS"));
    byte[] challenge = bytes(vector, "token_challenge");
    // The vector's blind is the factor whose e-th power multiplies the message.
    BigInteger r = new BigInteger(1, bytes(vector, "blind"));
    return TokenDraft.of(
        key, Wire.sha256(challenge), bytes(vector, "nonce"), bytes(vector, "salt"), r);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void theClientMakesTheRequestAndTheTokenOfTheVector(JsonNode vector) throws Exception {
    TokenDraft draft = draft(vector);
    assertArrayEquals(bytes(vector, "token_request"), draft.request().encoded());
    Token token = draft.finish(bytes(vector, "token_response"));
    assertArrayEquals(bytes(vector, "token"), token.encoded());
    assertTrue(token.isSignedBy(draft.tokenKey()));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void theIssuerAnswersWithTheResponseOfTheVector(JsonNode vector) throws Exception {
    String pem = new String(bytes(vector, "skS"), StandardCharsets.US_ASCII);
    PrivateKey key =
        KeyFactory.getInstance("RSA")
            .generatePrivate(
                new PKCS8EncodedKeySpec(
                    Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]+-----", ""))));
    Cipher rsa = Cipher.getInstance("RSA/ECB/NoPadding");
    rsa.init(Cipher.DECRYPT_MODE, key);
    assertArrayEquals(
        bytes(vector, "token_response"),
        rsa.doFinal(TokenRequest.decode(bytes(vector, "token_request")).blindedMessage()));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyStructureIsWrittenAsItWasRead(JsonNode vector) {
    byte[] token = bytes(vector, "token");
    assertArrayEquals(token, Token.decode(token).encoded());
    assertArrayEquals(token, Token.parseHeader(Token.decode(token).headerValue()).encoded());
    byte[] request = bytes(vector, "token_request");
    assertArrayEquals(request, TokenRequest.decode(request).encoded());
    byte[] spki = bytes(vector, "pkS");
    TokenKey key = TokenKey.ofSpki(spki);
    assertArrayEquals(spki, key.spki());
    assertEquals(342, spki.length);
    assertEquals(TokenRequest.decode(request).truncatedTokenKeyId(), key.truncatedTokenKeyId());
    assertArrayEquals(
        bytes(vector, "token_challenge"), challenge(bytes(vector, "token_challenge")).encoded());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void aSignatureThatIsAnotherKeysIsRefused(JsonNode vector) {
    byte[] response = bytes(vector, "token_response");
    response[17] ^= 1;
    assertThrows(SignatureException.class, () -> draft(vector).finish(response));
  }

  private static TokenChallenge challenge(byte[] wire) {
    ByteBuffer in = ByteBuffer.wrap(wire);
    assertEquals(TokenChallenge.TOKEN_TYPE, in.getShort());
    String issuer = new String(Wire.take(in, in.getShort()), StandardCharsets.US_ASCII);
    byte[] context = Wire.take(in, in.get());
    String origin = new String(Wire.take(in, in.getShort()), StandardCharsets.US_ASCII);
    return new TokenChallenge(issuer, context, origin);
  }

  @Test
  void theChallengeHeaderIsThatOfRfc9577() throws Exception {
    JsonNode vector = read("rfc9577-challenge-header.json").get(0);
    TokenChallenge challenge = challenge(bytes(vector, "token-challenge-0"));
    TokenKey key = TokenKey.ofSpki(bytes(vector, "token-key-0"));
    String header = vector.get("WWW-Authenticate").asText();
    assertTrue(header.startsWith(challenge.headerValue(key)), header);
  }
}
