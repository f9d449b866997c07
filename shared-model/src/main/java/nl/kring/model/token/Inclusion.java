package nl.kring.model.token;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Where a key stands in its week's tree, and the path from there to the root. Immutable. */
public final class Inclusion {
  /** A tree of two thousand million leaves is not higher than this. */
  private static final int LONGEST_PATH = 31;

  private final int leafIndex;
  private final List<String> path;

  /**
   * As read from the wire.
   *
   * @param path hashes of 32 bytes in base64url without padding, the leaf's neighbour first
   * @throws IllegalArgumentException when a hash has another form
   */
  @JsonCreator
  public Inclusion(
      @JsonProperty(value = "leafIndex", required = true) int leafIndex,
      @JsonProperty(value = "path", required = true) List<String> path) {
    if (path.size() > LONGEST_PATH) {
      throw new IllegalArgumentException("no tree is as high as this path");
    }
    for (String hash : path) {
      if (Wire.fromBase64Url(hash).length != MerkleTree.HASH_BYTES) {
        throw new IllegalArgumentException("a hash has 32 bytes");
      }
    }
    this.leafIndex = leafIndex;
    this.path = Collections.unmodifiableList(new ArrayList<>(path));
  }

  /** Of a leaf of this tree. */
  public static Inclusion of(MerkleTree tree, int leafIndex) {
    List<String> path = new ArrayList<>();
    for (byte[] hash : tree.path(leafIndex)) {
      path.add(TokenKeyRoot.base64Url(hash));
    }
    return new Inclusion(leafIndex, path);
  }

  /** The number of the leaf, from 0. */
  @JsonProperty("leafIndex")
  public int leafIndex() {
    return leafIndex;
  }

  /** The hashes on the way to the root (RFC 9162 § 2.1.3), base64url. */
  @JsonProperty("path")
  public List<String> path() {
    return path;
  }

  /** Whether the path leads from this leaf to that root. */
  public boolean leads(byte[] leafHash, TokenKeyRoot root) {
    List<byte[]> hashes = new ArrayList<>();
    for (String hash : path) {
      hashes.add(Wire.fromBase64Url(hash));
    }
    return MerkleTree.leadsToRoot(
        leafHash, leafIndex, root.treeSize(), hashes, Wire.fromBase64Url(root.rootHash()));
  }

  @Override
  public String toString() {
    return "Inclusion";
  }
}
