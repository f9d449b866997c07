package nl.kring.server.uptake;

/** What was published of a month, from {@code uptake_release}. */
record ContentRow(byte[] content) {}
