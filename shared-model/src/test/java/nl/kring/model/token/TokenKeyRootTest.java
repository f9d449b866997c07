package nl.kring.model.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import nl.kring.model.WireJson;
import nl.kring.model.membership.DevicePublicKey;
import nl.kring.model.time.IsoWeek;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.Test;

class TokenKeyRootTest {
  private static final IsoWeek WEEK = IsoWeek.parse("2026-W48");
  private static final MerkleTree TREE =
      MerkleTree.ofLeafHashes(List.of(MerkleTree.leafHash(new byte[] {1})));

  private static KeyPair keyPair() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static TokenKeyRoot sign(KeyPair pair, MerkleTree tree) throws Exception {
    return TokenKeyRoot.sign(
        "kring.example",
        WEEK,
        tree,
        DevicePublicKey.of((ECPublicKey) pair.getPublic()),
        signed -> {
          Signature signature = Signature.getInstance("SHA256withECDSA");
          signature.initSign(pair.getPrivate());
          signature.update(signed);
          return signature.sign();
        });
  }

  @Test
  void aRootIsSignedByItsKeyForItsIssuerAlsoAfterTheWire() throws Exception {
    TokenKeyRoot root = sign(keyPair(), TREE);
    TokenKeyRoot read = WireJson.read(WireJson.write(root), TokenKeyRoot.class);
    assertTrue(read.isSignedBy(read.publicKey(), "kring.example"));
    assertTrue(read.isSameTree(root));
    assertFalse(read.isSignedBy(read.publicKey(), "other.example"));
    assertFalse(
        read.isSignedBy(DevicePublicKey.of((ECPublicKey) keyPair().getPublic()), "kring.example"));
  }

  @Test
  void fieldsThatSayOtherThanTheSignatureAreNotSigned() throws Exception {
    TokenKeyRoot root = sign(keyPair(), TREE);
    DevicePublicKey key = root.publicKey();
    MerkleTree other = MerkleTree.ofLeafHashes(List.of(MerkleTree.leafHash(new byte[] {2})));
    String otherHash = Wire.base64Url(other.rootHash());
    for (TokenKeyRoot changed :
        List.of(
            new TokenKeyRoot(WEEK.plusWeeks(1), 1, root.rootHash(), root.signature(), key),
            new TokenKeyRoot(WEEK, 2, root.rootHash(), root.signature(), key),
            new TokenKeyRoot(WEEK, 1, otherHash, root.signature(), key),
            new TokenKeyRoot(WEEK, 1, root.rootHash(), root.signature() + "A", key),
            new TokenKeyRoot(WEEK, 1, root.rootHash(), "a.b", key),
            new TokenKeyRoot(WEEK, 1, root.rootHash(), "", key))) {
      assertFalse(changed.isSignedBy(key, "kring.example"), changed.signature());
    }
  }

  @Test
  void aLeafIsEncodedAsDocumented() {
    assertEquals(
        "08434845434b5f494e" + "02673a" + "0a323032362d31312d3234" + "0003010203",
        Hex.toHexString(
            TokenKeyLeaf.content(Purpose.CHECK_IN, "g:", "2026-11-24", new byte[] {1, 2, 3})));
    assertEquals(
        "0d50415254494349504154494f4e" + "00" + "07323032362d3131" + "000104",
        Hex.toHexString(
            TokenKeyLeaf.content(Purpose.PARTICIPATION, "", "2026-11", new byte[] {4})));
  }
}
