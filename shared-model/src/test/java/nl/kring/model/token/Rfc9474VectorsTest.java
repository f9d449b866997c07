package nl.kring.model.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Cipher;
import nl.kring.model.WireJson;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The four vectors of RFC 9474, appendix A: client, and the raw operation of the issuer. */
class Rfc9474VectorsTest {
  static List<JsonNode> vectors() throws Exception {
    try (InputStream in = Rfc9474VectorsTest.class.getResourceAsStream("rfc9474.json")) {
      List<JsonNode> vectors = new ArrayList<>();
      WireJson.mapper().readTree(in).get("vectors").forEach(vectors::add);
      return vectors;
    }
  }

  @Test
  void thereAreFourOfThem() throws Exception {
    assertEquals(4, vectors().size());
  }

  private static byte[] bytes(JsonNode vector, String field) {
    return Hex.decode(vector.get(field).asText());
  }

  private static BigInteger number(JsonNode vector, String field) {
    return new BigInteger(vector.get(field).asText().substring(2), 16);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void theClientBlindsAndFinalizesToTheBytesOfTheVector(JsonNode vector) throws Exception {
    BigInteger n = number(vector, "n");
    RSAPublicKey key =
        (RSAPublicKey)
            KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(n, number(vector, "e")));
    BigInteger r = number(vector, "inv").modInverse(n);
    byte[] salt = bytes(vector, "salt");
    byte[] message = bytes(vector, "input_msg");
    assertArrayEquals(bytes(vector, "blinded_msg"), BlindRsa.blind(key, message, salt, r));
    assertArrayEquals(
        bytes(vector, "sig"),
        BlindRsa.finalizeSignature(key, message, bytes(vector, "blind_sig"), r, salt.length));
    assertTrue(BlindRsa.verifies(key, message, bytes(vector, "sig"), salt.length));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void theIssuersRawOperationGivesTheBlindSignatureOfTheVector(JsonNode vector) throws Exception {
    BigInteger p = number(vector, "p");
    BigInteger q = number(vector, "q");
    BigInteger d = number(vector, "d");
    Cipher rsa = Cipher.getInstance("RSA/ECB/NoPadding");
    rsa.init(
        Cipher.DECRYPT_MODE,
        KeyFactory.getInstance("RSA")
            .generatePrivate(
                new RSAPrivateCrtKeySpec(
                    number(vector, "n"),
                    number(vector, "e"),
                    d,
                    p,
                    q,
                    d.mod(p.subtract(BigInteger.ONE)),
                    d.mod(q.subtract(BigInteger.ONE)),
                    q.modInverse(p))));
    assertArrayEquals(bytes(vector, "blind_sig"), rsa.doFinal(bytes(vector, "blinded_msg")));
  }
}
