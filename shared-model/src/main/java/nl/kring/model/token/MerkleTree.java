package nl.kring.model.token;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Merkle tree over SHA-256 as Certificate Transparency has it (RFC 9162 § 2.1). Immutable.
 *
 * <p>It holds every level of hashes, so that a path costs no hashing. Leaves and nodes are hashed
 * under different prefixes, so that no node can pass for a leaf.
 */
public final class MerkleTree {
  /** Bytes of a hash. */
  public static final int HASH_BYTES = 32;

  private static final byte LEAF = 0x00;
  private static final byte NODE = 0x01;

  /** Leaf hashes first, the root alone last; the odd one out of a level moves up as it is. */
  private final List<byte[][]> levels = new ArrayList<>();

  private MerkleTree(byte[][] leafHashes) {
    byte[][] level = leafHashes;
    levels.add(level);
    while (level.length > 1) {
      byte[][] above = new byte[(level.length + 1) / 2][];
      for (int i = 0; i < above.length; i++) {
        boolean isAlone = 2 * i + 1 == level.length;
        above[i] = isAlone ? level[2 * i] : node(level[2 * i], level[2 * i + 1]);
      }
      level = above;
      levels.add(level);
    }
  }

  /**
   * Over leaves in this order, each given by its {@link #leafHash}.
   *
   * @throws IllegalArgumentException when there are none: an empty tree proves nothing
   */
  public static MerkleTree ofLeafHashes(List<byte[]> leafHashes) {
    if (leafHashes.isEmpty()) {
      throw new IllegalArgumentException("a tree has leaves");
    }
    byte[][] level = new byte[leafHashes.size()][];
    for (int i = 0; i < level.length; i++) {
      level[i] = leafHashes.get(i).clone();
    }
    return new MerkleTree(level);
  }

  /** The hash of a leaf's content: SHA-256 of 0x00 and the content. */
  public static byte[] leafHash(byte[] content) {
    return hash(LEAF, content, new byte[0]);
  }

  /** How many leaves it has. */
  public int size() {
    return levels.get(0).length;
  }

  /** The hash of the root, 32 bytes; a copy. */
  public byte[] rootHash() {
    return levels.get(levels.size() - 1)[0].clone();
  }

  /**
   * The inclusion path of a leaf (RFC 9162 § 2.1.3.1), the leaf's neighbour first.
   *
   * @param index from 0
   */
  public List<byte[]> path(int index) {
    if (index < 0 || index >= size()) {
      throw new IndexOutOfBoundsException("no leaf " + index);
    }
    List<byte[]> path = new ArrayList<>();
    int at = index;
    for (byte[][] level : levels) {
      int neighbour = at ^ 1;
      if (neighbour < level.length) {
        path.add(level[neighbour].clone());
      }
      at >>= 1;
    }
    return path;
  }

  /**
   * Whether a path leads from a leaf to a root (RFC 9162 § 2.1.3.2).
   *
   * @param index the leaf's, from 0; any number may be given
   * @param size how many leaves the tree is said to have; any number may be given
   */
  public static boolean leadsToRoot(
      byte[] leafHash, int index, int size, List<byte[]> path, byte[] rootHash) {
    if (index < 0 || index >= size) {
      return false;
    }
    int at = index;
    int last = size - 1;
    byte[] hash = leafHash;
    for (byte[] neighbour : path) {
      if (last == 0) {
        return false;
      }
      if ((at & 1) == 1 || at == last) {
        hash = node(neighbour, hash);
        // The odd one out of a level has no neighbour there: it moved up as it was.
        while ((at & 1) == 0) {
          at >>= 1;
          last >>= 1;
        }
      } else {
        hash = node(hash, neighbour);
      }
      at >>= 1;
      last >>= 1;
    }
    return last == 0 && Arrays.equals(hash, rootHash);
  }

  private static byte[] node(byte[] left, byte[] right) {
    return hash(NODE, left, right);
  }

  private static byte[] hash(byte prefix, byte[] first, byte[] second) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(prefix);
      digest.update(first);
      digest.update(second);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "MerkleTree of " + size();
  }
}
