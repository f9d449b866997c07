package nl.kring.server.uptake;

/** A row of {@code uptake_release}, but for its content; {@code hash} is SHA-256, hexadecimal. */
record ReleaseRow(String month, String hash, String signature) {}
