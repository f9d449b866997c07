package nl.kring.server.token;

/**
 * The row of {@code signing_key}.
 *
 * @param publicKey the coordinates of a point on P-256
 */
record SigningKeyRow(String publicKey, byte[] wrappedPrivateKey) {}
