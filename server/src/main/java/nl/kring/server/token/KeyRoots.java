package nl.kring.server.token;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import nl.kring.model.membership.DevicePublicKey;
import nl.kring.model.time.IsoWeek;
import nl.kring.model.token.Jws;
import nl.kring.model.token.MerkleTree;
import nl.kring.model.token.TokenKeyRoot;
import nl.kring.server.platform.db.Database;
import org.jdbi.v3.core.Handle;

/**
 * The signed roots of weeks. Trees of the weeks that phones ask for are kept in memory: what is
 * signed never changes. Thread-safe.
 */
final class KeyRoots {
  /** How many weeks back a root can still be asked for. */
  static final int WEEKS_KEPT = 12;

  static final String USED_FOR = "signing-key";

  private static final String NOT_THIS_SECRET =
      "the signing key does not open with this master secret";

  private final Database counts;
  private final String issuerHost;
  private final KeyWrapping wrapping;
  private final Map<IsoWeek, SignedTree> trees = new ConcurrentHashMap<>();

  KeyRoots(Database counts, String issuerHost, KeyWrapping wrapping) {
    this.counts = counts;
    this.issuerHost = issuerHost;
    this.wrapping = wrapping;
  }

  /** The tree of a week; empty when it is not signed yet, or closed. */
  Optional<SignedTree> tree(IsoWeek week) {
    SignedTree known = trees.get(week);
    if (known != null) {
      return Optional.of(known);
    }
    return counts
        .reader()
        .withHandle(
            handle -> {
              KeyRootDao dao = handle.attach(KeyRootDao.class);
              return dao.find(week.toString())
                  .filter(row -> row.leafHashes() != null)
                  .map(row -> keep(week, new SignedTree(root(dao, row), leaves(row))));
            });
  }

  private static byte[] leaves(KeyRootRow row) {
    byte[] leaves = row.leafHashes();
    return leaves == null ? new byte[0] : leaves;
  }

  private SignedTree keep(IsoWeek week, SignedTree tree) {
    trees.keySet().removeIf(kept -> kept.compareTo(week.plusWeeks(-1)) < 0);
    trees.put(week, tree);
    return tree;
  }

  /** The root of a week; empty when it is not signed yet, or forgotten. */
  Optional<TokenKeyRoot> root(IsoWeek week) {
    return counts
        .reader()
        .withHandle(
            handle -> {
              KeyRootDao dao = handle.attach(KeyRootDao.class);
              return dao.find(week.toString()).map(row -> root(dao, row));
            });
  }

  private static TokenKeyRoot root(KeyRootDao dao, KeyRootRow row) {
    SigningKeyRow key = dao.signingKey().orElseThrow();
    return new TokenKeyRoot(
        IsoWeek.parse(row.week()),
        row.treeSize(),
        Base64.getUrlEncoder().withoutPadding().encodeToString(row.rootHash()),
        row.signature(),
        DevicePublicKey.decode(key.publicKey()));
  }

  /** Signs a statement of another type with the key of the roots, in the caller's transaction. */
  String sign(Handle handle, String type, byte[] payload) {
    SigningKeyRow key = signingKey(handle.attach(KeyRootDao.class));
    try {
      PrivateKey privateKey = privateKey(key);
      return Jws.sign(
          type, payload, DevicePublicKey.decode(key.publicKey()), each -> es256(privateKey, each));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(NOT_THIS_SECRET, e);
    }
  }

  /** The key that signs; empty while nothing was signed yet. */
  Optional<DevicePublicKey> publicKey() {
    return counts
        .reader()
        .withExtension(KeyRootDao.class, KeyRootDao::signingKey)
        .map(row -> DevicePublicKey.decode(row.publicKey()));
  }

  private SigningKeyRow signingKey(KeyRootDao dao) {
    return dao.signingKey().orElseGet(() -> makeSigningKey(dao));
  }

  private PrivateKey privateKey(SigningKeyRow key) throws GeneralSecurityException {
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(wrapping.open(key.wrappedPrivateKey(), USED_FOR)));
  }

  /** Signs a week's root inside the caller's transaction, which holds the makers' turn. */
  void sign(Handle handle, IsoWeek week, List<byte[]> leafHashes) {
    KeyRootDao dao = handle.attach(KeyRootDao.class);
    SigningKeyRow key = signingKey(dao);
    MerkleTree tree = MerkleTree.ofLeafHashes(leafHashes);
    try {
      PrivateKey privateKey = privateKey(key);
      TokenKeyRoot root =
          TokenKeyRoot.sign(
              issuerHost,
              week,
              tree,
              DevicePublicKey.decode(key.publicKey()),
              signed -> es256(privateKey, signed));
      dao.insert(
          week.toString(), tree.size(), tree.rootHash(), root.signature(), joined(leafHashes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(NOT_THIS_SECRET, e);
    }
  }

  private static byte[] es256(PrivateKey key, byte[] signed) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(key);
    signature.update(signed);
    return signature.sign();
  }

  private static byte[] joined(List<byte[]> hashes) {
    ByteBuffer all = ByteBuffer.allocate(hashes.size() * MerkleTree.HASH_BYTES);
    hashes.forEach(all::put);
    return all.array();
  }

  private SigningKeyRow makeSigningKey(KeyRootDao dao) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      String publicKey = DevicePublicKey.of((ECPublicKey) pair.getPublic()).encoded();
      byte[] wrapped = wrapping.wrap(pair.getPrivate().getEncoded(), USED_FOR);
      dao.insertSigningKey(publicKey, wrapped);
      return new SigningKeyRow(publicKey, wrapped);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this platform has no P-256", e);
    }
  }
}
