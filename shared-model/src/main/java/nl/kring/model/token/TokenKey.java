package nl.kring.model.token;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.util.encoders.Hex;
import org.jspecify.annotations.Nullable;

/**
 * An issuer's public key: RSA, 2048 bit, as the RSASSA-PSS SubjectPublicKeyInfo of RFC 9578 § 6.5.
 *
 * <p>Immutable. On the wire: base64url of the 342 bytes. A JDK encodes the same key in 346 bytes,
 * with a NULL parameter that the RFC leaves out; only the RFC's form gives the right id.
 */
public final class TokenKey {
  /** Bytes of the modulus, and so of a blinded message and a signature. */
  public static final int MODULUS_BYTES = 256;

  private static final byte[] PREFIX =
      Hex.decode(
          "30820152303d06092a864886f70d01010a3030a00d300b0609608648016503040202a11a301806092a864886"
              + "f70d010108300b0609608648016503040202a2030201300382010f00");

  private static final BigInteger EXPONENT = BigInteger.valueOf(65_537);

  private final byte[] spki;
  private final RSAPublicKey rsa;
  private final byte[] id;

  private TokenKey(byte[] spki, RSAPublicKey rsa) {
    this.spki = spki;
    this.rsa = rsa;
    this.id = Wire.sha256(spki);
  }

  /**
   * Of an RSA key.
   *
   * @throws IllegalArgumentException when its modulus is not 2048 bits long, or its exponent is not
   *     65537: with another, an issuer could choose for which messages it can sign
   */
  public static TokenKey of(BigInteger modulus, BigInteger publicExponent) {
    if (modulus.bitLength() != MODULUS_BYTES * 8) {
      throw new IllegalArgumentException("a token key has 2048 bits");
    }
    if (!publicExponent.equals(EXPONENT)) {
      throw new IllegalArgumentException("the exponent of a token key is 65537");
    }
    try {
      byte[] key =
          new org.bouncycastle.asn1.pkcs.RSAPublicKey(modulus, publicExponent)
              .getEncoded(ASN1Encoding.DER);
      ByteArrayOutputStream spki = new ByteArrayOutputStream(PREFIX.length + key.length);
      spki.write(PREFIX);
      spki.write(key);
      RSAPublicKey rsa =
          (RSAPublicKey)
              KeyFactory.getInstance("RSA")
                  .generatePublic(new RSAPublicKeySpec(modulus, publicExponent));
      return new TokenKey(spki.toByteArray(), rsa);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException("not an RSA public key", e);
    }
  }

  /**
   * Reads a SubjectPublicKeyInfo.
   *
   * @throws IllegalArgumentException when it is not byte for byte the RFC's form of a 2048-bit key
   *     with the hash, mask and salt of token type 0x0002
   */
  public static TokenKey ofSpki(byte[] spki) {
    try {
      SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(spki);
      RSASSAPSSparams.getInstance(info.getAlgorithm().getParameters());
      org.bouncycastle.asn1.pkcs.RSAPublicKey key =
          org.bouncycastle.asn1.pkcs.RSAPublicKey.getInstance(info.parsePublicKey());
      TokenKey result = of(key.getModulus(), key.getPublicExponent());
      if (!Arrays.equals(result.spki, spki)) {
        throw new IllegalArgumentException("not the key form of RFC 9578");
      }
      return result;
    } catch (IOException | ClassCastException e) {
      throw new IllegalArgumentException("not the key form of RFC 9578", e);
    }
  }

  /**
   * Reads the base64url form.
   *
   * @throws IllegalArgumentException as {@link #ofSpki}
   */
  @JsonCreator
  public static TokenKey parse(String base64Url) {
    return ofSpki(Wire.fromBase64Url(base64Url));
  }

  /** The SubjectPublicKeyInfo, DER, 342 bytes; a copy. */
  public byte[] spki() {
    return spki.clone();
  }

  /** token_key_id: SHA-256 of the SPKI, 32 bytes; a copy. */
  public byte[] tokenKeyId() {
    return id.clone();
  }

  /** truncated_token_key_id: the last byte of the id, 0 to 255. */
  public int truncatedTokenKeyId() {
    return id[id.length - 1] & 0xff;
  }

  /** The key itself, for verifying. */
  public RSAPublicKey rsa() {
    return rsa;
  }

  /** Base64url of the SPKI, as it stands in JSON, the directory and a challenge. */
  @JsonValue
  public String base64Url() {
    return Wire.base64Url(spki);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TokenKey && Arrays.equals(((TokenKey) other).spki, spki);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(spki);
  }

  @Override
  public String toString() {
    return "TokenKey";
  }
}
