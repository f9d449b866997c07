package nl.kring.model.token;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import nl.kring.model.WireJson;
import nl.kring.model.membership.DevicePublicKey;
import nl.kring.model.time.IsoWeek;

/**
 * The signed root of one week's token keys: public, and the same for everybody. Immutable.
 *
 * <p>Its signature is a compact JWS (RFC 7515) with ES256 over {@code
 * {"iss":host,"week":"2026-W48","treeSize":n,"rootHash":base64url}}. The other fields say the same;
 * only what {@link #isSignedBy} has held against the signature counts.
 */
public final class TokenKeyRoot {
  private static final String TYPE = "kring-token-key-root";

  private final IsoWeek week;
  private final int treeSize;
  private final String rootHash;
  private final String signature;
  private final DevicePublicKey publicKey;

  /**
   * As read from the wire.
   *
   * @throws IllegalArgumentException when the hash has another form
   */
  @JsonCreator
  public TokenKeyRoot(
      @JsonProperty(value = "week", required = true) IsoWeek week,
      @JsonProperty(value = "treeSize", required = true) int treeSize,
      @JsonProperty(value = "rootHash", required = true) String rootHash,
      @JsonProperty(value = "signature", required = true) String signature,
      @JsonProperty(value = "publicKey", required = true) DevicePublicKey publicKey) {
    if (Wire.fromBase64Url(rootHash).length != MerkleTree.HASH_BYTES) {
      throw new IllegalArgumentException("a hash has 32 bytes");
    }
    this.week = week;
    this.treeSize = treeSize;
    this.rootHash = rootHash;
    this.signature = signature;
    this.publicKey = publicKey;
  }

  /**
   * Signs the root of a tree.
   *
   * @param issuer host of the server's public address
   * @throws GeneralSecurityException when the key cannot sign
   */
  public static TokenKeyRoot sign(
      String issuer, IsoWeek week, MerkleTree tree, DevicePublicKey publicKey, Jws.Signer signer)
      throws GeneralSecurityException {
    String rootHash = base64Url(tree.rootHash());
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("iss", issuer);
    payload.put("week", week.toString());
    payload.put("treeSize", tree.size());
    payload.put("rootHash", rootHash);
    String jws = Jws.sign(TYPE, WireJson.write(payload), publicKey, signer);
    return new TokenKeyRoot(week, tree.size(), rootHash, jws, publicKey);
  }

  /** Which week. */
  @JsonProperty("week")
  public IsoWeek week() {
    return week;
  }

  /** How many keys the week has, all groups and months together. */
  @JsonProperty("treeSize")
  public int treeSize() {
    return treeSize;
  }

  /** The hash of the root, base64url of 32 bytes. */
  @JsonProperty("rootHash")
  public String rootHash() {
    return rootHash;
  }

  /** The compact JWS. */
  @JsonProperty("signature")
  public String signature() {
    return signature;
  }

  /** The key that signs all roots of this server, a JWK on P-256; trusted once it is pinned. */
  @JsonProperty("publicKey")
  public DevicePublicKey publicKey() {
    return publicKey;
  }

  /** Whether this is the same tree, whatever its signature. */
  public boolean isSameTree(TokenKeyRoot other) {
    return week.equals(other.week) && treeSize == other.treeSize && rootHash.equals(other.rootHash);
  }

  /**
   * Whether this key signed exactly what the fields say, for this issuer.
   *
   * @param key the pinned one, not necessarily {@link #publicKey}
   */
  public boolean isSignedBy(DevicePublicKey key, String issuer) {
    try {
      byte[] payload = Jws.verified(signature, TYPE, key).orElse(null);
      return payload != null && says(WireJson.mapper().readTree(payload), issuer);
    } catch (IOException e) {
      return false;
    }
  }

  private boolean says(JsonNode payload, String issuer) {
    return payload.path("iss").asText().equals(issuer)
        && payload.path("week").asText().equals(week.toString())
        && payload.path("treeSize").isInt()
        && payload.path("treeSize").intValue() == treeSize
        && payload.path("rootHash").asText().equals(rootHash);
  }

  /** Base64url as JOSE has it: without padding. */
  static String base64Url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "TokenKeyRoot " + week;
  }
}
