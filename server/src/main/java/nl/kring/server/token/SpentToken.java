package nl.kring.server.token;

import nl.kring.model.token.Purpose;
import nl.kring.server.platform.security.Secret;

/**
 * A genuine token that somebody wants to spend now; not yet spent. Immutable.
 *
 * <p>It knows the group and day of its key, because they are in the key; nothing of a person.
 */
public final class SpentToken {
  static final int HASH_BYTES = 32;
  static final int TAG_BYTES = 8;

  private final long keyNo;
  private final Purpose purpose;
  private final String groupId;
  private final String scope;
  private final byte[] hash;
  private final byte[] nonce;

  SpentToken(long keyNo, Purpose purpose, String groupId, String scope, byte[] hash, byte[] nonce) {
    this.keyNo = keyNo;
    this.purpose = purpose;
    this.groupId = groupId;
    this.scope = scope;
    this.hash = hash;
    this.nonce = nonce;
  }

  /** The group of its key; empty for a month's key. */
  public String groupId() {
    return groupId;
  }

  /** The day ({@code 2026-11-24}) or month ({@code 2026-11}) of its key. */
  public String scope() {
    return scope;
  }

  long keyNo() {
    return keyNo;
  }

  String table() {
    return SpentTable.of(purpose, scope);
  }

  byte[] hash() {
    return hash;
  }

  /** HMAC of the body under the token's nonce, cut to 8 bytes. */
  byte[] tag(byte[] body) {
    return java.util.Arrays.copyOf(new Secret(nonce).hmac(body), TAG_BYTES);
  }

  @Override
  public String toString() {
    return "SpentToken";
  }
}
