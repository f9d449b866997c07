package nl.kring.server.token;

import org.jspecify.annotations.Nullable;

/**
 * A row of {@code key_root}.
 *
 * @param signature a compact JWS
 * @param leafHashes 32 bytes for each leaf of the tree, in its order; null once the week is closed
 */
record KeyRootRow(
    String week, int treeSize, byte[] rootHash, String signature, byte @Nullable [] leafHashes) {}
