package nl.kring.server.token;

import nl.kring.model.token.Purpose;
import nl.kring.model.token.TokenKey;
import nl.kring.model.token.TokenKeyLeaf;

/**
 * A row of {@code token_key}.
 *
 * @param groupId empty for a month's key
 * @param scope the day or the month
 * @param week the week of the day; empty for a month's key
 */
record TokenKeyRow(
    long keyNo,
    String purpose,
    String groupId,
    String scope,
    String week,
    byte[] spki,
    byte[] wrappedPrivateKey) {

  /** The public key. */
  TokenKey key() {
    return TokenKey.ofSpki(spki);
  }

  /** The leaf that it is in its weeks' trees. */
  byte[] leafHash() {
    return TokenKeyLeaf.hash(Purpose.valueOf(purpose), groupId, scope, spki);
  }

  /** What its private key is wrapped for, so that no other can take its place. */
  String usedFor() {
    return usedFor(purpose, groupId, scope);
  }

  static String usedFor(String purpose, String groupId, String scope) {
    return purpose + "/" + groupId + "/" + scope;
  }
}
