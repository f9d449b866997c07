package nl.kring.server.incident;

/** A row of {@code incident}, but for its id, which only whoever wrote it may know. */
record IncidentRow(String providerId, String kind, String acts) {}
