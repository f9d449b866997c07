package nl.kring.server.provider;

/** A row of {@code provider}. */
record ProviderRow(String id, String name) {}
