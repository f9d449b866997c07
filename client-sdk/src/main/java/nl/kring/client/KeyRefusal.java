package nl.kring.client;

/**
 * Why a phone does not take the keys that its server shows it. With a key of somebody's own, or of
 * a few people's, the server could tell whose slip it is; then nothing is drawn.
 */
public enum KeyRefusal {
  /** The public root is not signed by the key that signed earlier ones. */
  ROOT_NOT_SIGNED,
  /** As a member this phone is shown another root than the public one. */
  ROOT_DIFFERS,
  /** A key is not in the tree of its week. */
  NOT_IN_TREE,
  /** One day or month is listed with two keys. */
  TWO_KEYS,
  /** As a member this phone is shown another key than as nobody. */
  OWN_KEY,
  /** A key has factors so small that blinding would not hide what it signs. */
  NOT_BLINDABLE,
  /** The key of a month is another than it was in an earlier week. */
  MONTH_CHANGED
}
