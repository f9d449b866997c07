package nl.kring.server.opening;

import org.jspecify.annotations.Nullable;

/** A row of {@code group_backing}. */
record BackingRow(
    String groupId,
    @Nullable String backstopName,
    @Nullable String backstopOrganisation,
    @Nullable String backstopPhone,
    @Nullable String safeHomeRegion) {

  Backing content() {
    return new Backing(
        backstopName == null || backstopOrganisation == null || backstopPhone == null
            ? null
            : new Backstop(backstopName, backstopOrganisation, backstopPhone),
        safeHomeRegion);
  }
}
