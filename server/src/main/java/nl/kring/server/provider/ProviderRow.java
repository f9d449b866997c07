package nl.kring.server.provider;

import org.jspecify.annotations.Nullable;

/** A row of {@code provider}. */
record ProviderRow(String id, @Nullable String externalKey, String name) {

  /** By which files know it. */
  String key() {
    return externalKey == null ? id : externalKey;
  }
}
