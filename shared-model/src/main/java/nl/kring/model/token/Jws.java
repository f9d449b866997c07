package nl.kring.model.token;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;
import nl.kring.model.membership.DevicePublicKey;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/**
 * What a server signs for everybody to check: a compact JWS (RFC 7515) with ES256. Its type is in
 * the header and keeps one kind of statement from passing for another. No instances.
 */
public final class Jws {
  private Jws() {}

  /** Signs bytes with ES256; DER or not is the signer's business. */
  @FunctionalInterface
  public interface Signer {
    /** A DER signature by ECDSA on P-256 with SHA-256. */
    byte[] sign(byte[] signed) throws GeneralSecurityException;
  }

  /**
   * Signs a payload.
   *
   * @param type of the statement, such as {@code kring-token-key-root}
   * @throws GeneralSecurityException when the key cannot sign
   */
  public static String sign(String type, byte[] payload, DevicePublicKey publicKey, Signer signer)
      throws GeneralSecurityException {
    String signed = base64Url(header(type)) + "." + base64Url(payload);
    byte[] der = signer.sign(signed.getBytes(StandardCharsets.US_ASCII));
    try {
      BigInteger order = order(publicKey);
      BigInteger[] rs = StandardDSAEncoding.INSTANCE.decode(order, der);
      return signed + "." + base64Url(PlainDSAEncoding.INSTANCE.encode(order, rs[0], rs[1]));
    } catch (IOException e) {
      throw new GeneralSecurityException("not an ECDSA signature", e);
    }
  }

  /**
   * The payload of a JWS of this type that this key signed; empty for every other text.
   *
   * @param key the one that is trusted, not one that came with the text
   */
  public static Optional<byte[]> verified(String jws, String type, DevicePublicKey key) {
    String[] parts = jws.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      if (!java.util.Arrays.equals(header(type), Wire.fromBase64Url(parts[0]))) {
        return Optional.empty();
      }
      BigInteger order = order(key);
      BigInteger[] rs = PlainDSAEncoding.INSTANCE.decode(order, Wire.fromBase64Url(parts[2]));
      // Android 26 knows only the DER form.
      Signature verifier = Signature.getInstance("SHA256withECDSA");
      verifier.initVerify(key.key());
      verifier.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      return verifier.verify(StandardDSAEncoding.INSTANCE.encode(order, rs[0], rs[1]))
          ? Optional.of(Wire.fromBase64Url(parts[1]))
          : Optional.empty();
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] header(String type) {
    return ("{\"alg\":\"ES256\",\"typ\":\"" + type + "\"}").getBytes(StandardCharsets.US_ASCII);
  }

  private static BigInteger order(DevicePublicKey key) {
    return key.key().getParams().getOrder();
  }

  /** Base64url as JOSE has it: without padding. */
  private static String base64Url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
