package nl.kring.server.token;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The signed roots of weeks, and the key that signs them. */
interface KeyRootDao {
  @SqlUpdate(
      """
      INSERT INTO key_root (week, tree_size, root_hash, signature, leaf_hashes)
      VALUES (:week, :treeSize, :rootHash, :signature, :leafHashes)""")
  void insert(String week, int treeSize, byte[] rootHash, String signature, byte[] leafHashes);

  @SqlQuery(
      """
      SELECT week, tree_size, root_hash, signature, leaf_hashes
      FROM key_root WHERE week = :week""")
  Optional<KeyRootRow> find(String week);

  @SqlQuery("SELECT week FROM key_root ORDER BY week")
  List<String> signedWeeks();

  @SqlUpdate("UPDATE key_root SET leaf_hashes = NULL WHERE week = :week")
  int forgetLeaves(String week);

  @SqlUpdate("DELETE FROM key_root WHERE week < :week")
  int deleteBefore(String week);

  @SqlQuery("SELECT public_key, wrapped_private_key FROM signing_key WHERE id = 1")
  Optional<SigningKeyRow> signingKey();

  @SqlUpdate(
      """
      INSERT INTO signing_key (id, public_key, wrapped_private_key)
      VALUES (1, :publicKey, :wrappedPrivateKey)""")
  void insertSigningKey(String publicKey, byte[] wrappedPrivateKey);

  @SqlUpdate("UPDATE signing_key SET wrapped_private_key = :wrapped WHERE id = 1")
  int setWrappedSigningKey(byte[] wrapped);
}
