-- The key directory: the tree of each week's keys, and who signed its root.

-- A week whose keys are all made, with the signed root (a JWS): no key is added to it any more.
-- leaf_hashes are the tree's leaves, 32 bytes each, until the week closes.
CREATE TABLE key_root (
  week TEXT PRIMARY KEY,
  tree_size INTEGER NOT NULL,
  root_hash ${bytes} NOT NULL,
  signature TEXT NOT NULL,
  leaf_hashes ${bytes}
);

-- It takes the place of this table; weeks that were keyed before are signed by the next upkeep.
DROP TABLE keyed_week;

-- The one key that signs roots, made once, wrapped like the token keys.
CREATE TABLE signing_key (
  id INTEGER PRIMARY KEY,
  public_key TEXT NOT NULL,
  wrapped_private_key ${bytes} NOT NULL
);
