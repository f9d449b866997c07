package nl.kring.client.internal.http;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import nl.kring.client.membership.DeviceKey;
import nl.kring.model.WireJson;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/** The JWT by which a phone proves its membership (RFC 7523 § 3), signed with ES256 (RFC 7518). */
final class Assertion {
  private static final String HEADER = "{\"alg\":\"ES256\",\"typ\":\"JWT\"}";
  private static final int LIFE_SECONDS = 60;
  private static final int ID_BYTES = 16;

  private Assertion() {}

  /** A compact JWT that is good for one minute from {@code now}. */
  static String sign(
      DeviceKey key, String membershipId, String audience, Instant now, SecureRandom random)
      throws IOException {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", membershipId);
    claims.put("sub", membershipId);
    claims.put("aud", audience);
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.getEpochSecond() + LIFE_SECONDS);
    claims.put("jti", base64Url(id));
    String signed =
        base64Url(HEADER.getBytes(StandardCharsets.US_ASCII))
            + "."
            + base64Url(WireJson.write(claims));
    try {
      byte[] der = key.signEs256(signed.getBytes(StandardCharsets.US_ASCII));
      BigInteger order = key.publicKey().getParams().getOrder();
      BigInteger[] rs = StandardDSAEncoding.INSTANCE.decode(order, der);
      return signed + "." + base64Url(PlainDSAEncoding.INSTANCE.encode(order, rs[0], rs[1]));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException("the device key cannot be used", e);
    }
  }

  private static String base64Url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
