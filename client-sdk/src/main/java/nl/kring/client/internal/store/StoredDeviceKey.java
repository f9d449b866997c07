package nl.kring.client.internal.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import nl.kring.client.membership.DeviceKey;

/** A device key as it stands in a file, for phones and computers without a key store. Immutable. */
public final class StoredDeviceKey implements DeviceKey {
  private final byte[] pkcs8;
  private final byte[] spki;
  private final PrivateKey privateKey;
  private final ECPublicKey publicKey;

  @JsonCreator
  StoredDeviceKey(
      @JsonProperty(value = "pkcs8", required = true) byte[] pkcs8,
      @JsonProperty(value = "spki", required = true) byte[] spki) {
    try {
      KeyFactory factory = KeyFactory.getInstance("EC");
      this.pkcs8 = pkcs8;
      this.spki = spki;
      this.privateKey = factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      this.publicKey = (ECPublicKey) factory.generatePublic(new X509EncodedKeySpec(spki));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a device key", e);
    }
  }

  static StoredDeviceKey generate(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      KeyPair pair = generator.generateKeyPair();
      return new StoredDeviceKey(pair.getPrivate().getEncoded(), pair.getPublic().getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this platform has no P-256", e);
    }
  }

  @JsonProperty("pkcs8")
  byte[] pkcs8() {
    return pkcs8;
  }

  @JsonProperty("spki")
  byte[] spki() {
    return spki;
  }

  @Override
  public ECPublicKey publicKey() {
    return publicKey;
  }

  @Override
  public byte[] signEs256(byte[] message) throws GeneralSecurityException {
    Signature signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(privateKey);
    signer.update(message);
    return signer.sign();
  }

  /** Only the type: keys are never printed. */
  @Override
  public String toString() {
    return "StoredDeviceKey";
  }
}
