package nl.kring.model.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A token key as a leaf of its week's tree: what the key is for, and the key.
 *
 * <p>The content of a leaf is, each after its length in the notation of RFC 8446 § 3:
 *
 * <pre>{@code
 * struct {
 *   opaque purpose<1..255>;    // CHECK_IN or PARTICIPATION, in ASCII
 *   opaque group_id<0..255>;   // UTF-8; empty for a month's key
 *   opaque scope<1..255>;      // 2026-11-24 or 2026-11, in ASCII
 *   opaque spki<1..2^16-1>;    // the SubjectPublicKeyInfo of RFC 9578, section 6.5
 * } TokenKeyLeaf;
 * }</pre>
 *
 * <p>Leaves stand in the order of purpose, group and scope, each compared as bytes.
 */
public final class TokenKeyLeaf {
  private TokenKeyLeaf() {}

  /**
   * The content of a leaf.
   *
   * @param groupId empty for a month's key
   * @param scope the day or the month, as ISO 8601 writes it
   */
  public static byte[] content(Purpose purpose, String groupId, String scope, byte[] spki) {
    byte[] purposeBytes = purpose.name().getBytes(StandardCharsets.US_ASCII);
    byte[] groupBytes = groupId.getBytes(StandardCharsets.UTF_8);
    byte[] scopeBytes = scope.getBytes(StandardCharsets.US_ASCII);
    if (groupBytes.length > 255 || scopeBytes.length > 255 || spki.length > 65_535) {
      throw new IllegalArgumentException("too long for a leaf");
    }
    return ByteBuffer.allocate(
            3 + purposeBytes.length + groupBytes.length + scopeBytes.length + 2 + spki.length)
        .put((byte) purposeBytes.length)
        .put(purposeBytes)
        .put((byte) groupBytes.length)
        .put(groupBytes)
        .put((byte) scopeBytes.length)
        .put(scopeBytes)
        .putShort((short) spki.length)
        .put(spki)
        .array();
  }

  /** The hash of a leaf; see {@link #content}. */
  public static byte[] hash(Purpose purpose, String groupId, String scope, byte[] spki) {
    return MerkleTree.leafHash(content(purpose, groupId, scope, spki));
  }
}
