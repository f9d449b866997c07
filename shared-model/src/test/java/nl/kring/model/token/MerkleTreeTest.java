package nl.kring.model.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.Test;

/** RFC 9162 § 2.1: the vectors that implementations of Certificate Transparency share. */
class MerkleTreeTest {
  private static final List<String> CONTENTS =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");

  private static final List<String> ROOTS =
      List.of(
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  private static List<byte[]> vectorLeaves(int size) {
    return CONTENTS.subList(0, size).stream()
        .map(content -> MerkleTree.leafHash(Hex.decode(content)))
        .toList();
  }

  private static List<byte[]> leaves(int size) {
    List<byte[]> leaves = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      leaves.add(MerkleTree.leafHash(new byte[] {(byte) (i >> 8), (byte) i}));
    }
    return leaves;
  }

  /** The definition of RFC 9162 § 2.1.1, word for word and slow. */
  private static byte[] defined(List<byte[]> leaves) throws Exception {
    if (leaves.size() == 1) {
      return leaves.get(0);
    }
    int k = Integer.highestOneBit(leaves.size() - 1);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update((byte) 1);
    digest.update(defined(leaves.subList(0, k)));
    digest.update(defined(leaves.subList(k, leaves.size())));
    return digest.digest();
  }

  @Test
  void theKnownTreesHaveTheKnownRoots() {
    for (int size = 1; size <= ROOTS.size(); size++) {
      MerkleTree tree = MerkleTree.ofLeafHashes(vectorLeaves(size));
      assertEquals(ROOTS.get(size - 1), Hex.toHexString(tree.rootHash()));
      assertEquals(size, tree.size());
    }
    assertThrows(IllegalArgumentException.class, () -> MerkleTree.ofLeafHashes(List.of()));
  }

  @Test
  void theKnownPathOfTheSharedVectors() {
    List<byte[]> path = MerkleTree.ofLeafHashes(vectorLeaves(8)).path(0);
    assertEquals(
        List.of(
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"),
        path.stream().map(Hex::toHexString).toList());
  }

  @Test
  void treesOfEverySizeHaveTheRootOfTheDefinitionAndEveryPathLeadsThere() throws Exception {
    for (int size = 1; size <= 130; size++) {
      List<byte[]> leaves = leaves(size);
      MerkleTree tree = MerkleTree.ofLeafHashes(leaves);
      assertArrayEquals(defined(leaves), tree.rootHash(), "size " + size);
      for (int i = 0; i < size; i++) {
        assertTrue(
            MerkleTree.leadsToRoot(leaves.get(i), i, size, tree.path(i), tree.rootHash()),
            i + " of " + size);
      }
    }
  }

  @Test
  void anyChangedBitLeafPlaceOrSizeLeadsNowhere() {
    Random random = new Random(9162);
    for (int size = 1; size <= 40; size++) {
      List<byte[]> leaves = leaves(size);
      MerkleTree tree = MerkleTree.ofLeafHashes(leaves);
      byte[] root = tree.rootHash();
      for (int i = 0; i < size; i++) {
        List<byte[]> path = tree.path(i);
        assertFalse(MerkleTree.leadsToRoot(flipped(leaves.get(i), random), i, size, path, root));
        assertFalse(MerkleTree.leadsToRoot(leaves.get(i), i, size, path, flipped(root, random)));
        for (int step = 0; step < path.size(); step++) {
          List<byte[]> changed = new ArrayList<>(path);
          changed.set(step, flipped(path.get(step), random));
          assertFalse(MerkleTree.leadsToRoot(leaves.get(i), i, size, changed, root));
        }
        List<byte[]> longer = new ArrayList<>(path);
        longer.add(root);
        assertFalse(MerkleTree.leadsToRoot(leaves.get(i), i, size, longer, root));
        if (!path.isEmpty()) {
          List<byte[]> shorter = path.subList(0, path.size() - 1);
          assertFalse(MerkleTree.leadsToRoot(leaves.get(i), i, size, shorter, root));
        }
        for (int other = -1; other <= size; other++) {
          if (other != i) {
            assertFalse(
                MerkleTree.leadsToRoot(leaves.get(i), other, size, path, root),
                i + " at " + other + " of " + size);
          }
        }
      }
    }
  }

  private static byte[] flipped(byte[] bytes, Random random) {
    byte[] changed = Arrays.copyOf(bytes, bytes.length);
    changed[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    return changed;
  }

  @Test
  void aNodeCannotPassForALeaf() throws Exception {
    List<byte[]> leaves = leaves(2);
    byte[] both = new byte[64];
    System.arraycopy(leaves.get(0), 0, both, 0, 32);
    System.arraycopy(leaves.get(1), 0, both, 32, 32);
    byte[] root = MerkleTree.ofLeafHashes(leaves).rootHash();
    assertFalse(MerkleTree.leadsToRoot(MerkleTree.leafHash(both), 0, 1, List.of(), root));
  }
}
