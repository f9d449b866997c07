package nl.kring.model.membership;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import org.bouncycastle.util.BigIntegers;

/** A phone's public key for ES256, written as a JSON Web Key (RFC 7517, RFC 7518 § 6.2). */
public final class DevicePublicKey {
  private static final int COORDINATE_BYTES = 32;

  private final String x;
  private final String y;
  private final ECPublicKey key;

  /**
   * As read from the wire.
   *
   * @throws IllegalArgumentException when it is not a point on P-256
   */
  @JsonCreator
  public DevicePublicKey(
      @JsonProperty(value = "kty", required = true) String kty,
      @JsonProperty(value = "crv", required = true) String crv,
      @JsonProperty(value = "x", required = true) String x,
      @JsonProperty(value = "y", required = true) String y) {
    if (!"EC".equals(kty) || !"P-256".equals(crv)) {
      throw new IllegalArgumentException("deviceKey must be a JWK with kty EC and crv P-256");
    }
    this.x = x;
    this.y = y;
    this.key = point(coordinate("x", x), coordinate("y", y));
  }

  /**
   * Of a key pair made on the phone.
   *
   * @throws IllegalArgumentException when it is not a point on P-256
   */
  public static DevicePublicKey of(ECPublicKey key) {
    return new DevicePublicKey(
        "EC", "P-256", text(key.getW().getAffineX()), text(key.getW().getAffineY()));
  }

  /**
   * Reads the text of {@link #encoded()}.
   *
   * @throws IllegalArgumentException when it is not such a text
   */
  public static DevicePublicKey decode(String encoded) {
    int dot = encoded.indexOf('.');
    if (dot < 0) {
      throw new IllegalArgumentException("not an encoded device key");
    }
    return new DevicePublicKey(
        "EC", "P-256", encoded.substring(0, dot), encoded.substring(dot + 1));
  }

  /** Both coordinates in one short text, for a table; the same key gives the same text. */
  public String encoded() {
    return x + "." + y;
  }

  private static String text(BigInteger coordinate) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(BigIntegers.asUnsignedByteArray(COORDINATE_BYTES, coordinate));
  }

  private static BigInteger coordinate(String name, String text) {
    byte[] bytes = Base64.getUrlDecoder().decode(text);
    if (bytes.length != COORDINATE_BYTES || !text(new BigInteger(1, bytes)).equals(text)) {
      throw new IllegalArgumentException(
          "deviceKey." + name + " must be 32 bytes in base64url without padding");
    }
    return new BigInteger(1, bytes);
  }

  private static ECPublicKey point(BigInteger x, BigInteger y) {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      ECParameterSpec p256 = parameters.getParameterSpec(ECParameterSpec.class);
      BigInteger p = ((java.security.spec.ECFieldFp) p256.getCurve().getField()).getP();
      BigInteger right =
          x.pow(3).add(p256.getCurve().getA().multiply(x)).add(p256.getCurve().getB()).mod(p);
      if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0 || !y.multiply(y).mod(p).equals(right)) {
        throw new IllegalArgumentException("deviceKey is not a point on P-256");
      }
      return (ECPublicKey)
          KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), p256));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this platform has no P-256", e);
    }
  }

  /** The key type: EC. */
  @JsonProperty("kty")
  public String kty() {
    return "EC";
  }

  /** The curve: P-256. */
  @JsonProperty("crv")
  public String crv() {
    return "P-256";
  }

  /** The x coordinate, base64url. */
  @JsonProperty("x")
  public String x() {
    return x;
  }

  /** The y coordinate, base64url. */
  @JsonProperty("y")
  public String y() {
    return y;
  }

  /** The key itself, for verifying. */
  public ECPublicKey key() {
    return key;
  }

  /** The JWK thumbprint (RFC 7638), base64url of SHA-256. */
  public String thumbprint() {
    String canonical = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + x + "\",\"y\":\"" + y + "\"}";
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "DevicePublicKey";
  }
}
