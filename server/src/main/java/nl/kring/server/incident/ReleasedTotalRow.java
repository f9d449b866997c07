package nl.kring.server.incident;

/** A row of {@code incident_release_total}, but for its year. */
record ReleasedTotalRow(String region, String kind, int incidents) {
  IncidentRelease.Total view() {
    return new IncidentRelease.Total(region, IncidentKind.ofWireName(kind), incidents);
  }
}
