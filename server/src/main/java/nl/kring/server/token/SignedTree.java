package nl.kring.server.token;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.kring.model.token.Inclusion;
import nl.kring.model.token.MerkleTree;
import nl.kring.model.token.TokenKeyRoot;

/** A week's tree with all its levels, and its signed root. Immutable. */
final class SignedTree {
  private final TokenKeyRoot root;
  private final MerkleTree tree;
  private final Map<ByteBuffer, Integer> indexOfLeaf = new HashMap<>();

  /**
   * Of a week that is signed and not closed.
   *
   * @param leafHashes one after the other, in the order of the tree
   */
  SignedTree(TokenKeyRoot root, byte[] leafHashes) {
    this.root = root;
    List<byte[]> leaves = split(leafHashes);
    this.tree = MerkleTree.ofLeafHashes(leaves);
    for (int i = 0; i < leaves.size(); i++) {
      indexOfLeaf.put(ByteBuffer.wrap(leaves.get(i)), i);
    }
  }

  private static List<byte[]> split(byte[] leafHashes) {
    ByteBuffer all = ByteBuffer.wrap(leafHashes);
    List<byte[]> leaves = new ArrayList<>();
    while (all.hasRemaining()) {
      byte[] leaf = new byte[MerkleTree.HASH_BYTES];
      all.get(leaf);
      leaves.add(leaf);
    }
    return leaves;
  }

  TokenKeyRoot root() {
    return root;
  }

  /** Where a key stands; empty when it is no leaf of this tree. */
  Optional<Inclusion> inclusion(TokenKeyRow key) {
    return Optional.ofNullable(indexOfLeaf.get(ByteBuffer.wrap(key.leafHash())))
        .map(index -> Inclusion.of(tree, index));
  }

  boolean contains(TokenKeyRow key) {
    return indexOfLeaf.containsKey(ByteBuffer.wrap(key.leafHash()));
  }
}
