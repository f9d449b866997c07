package nl.kring.server.competence;

/** A row of {@code organisation}. */
record OrganisationRow(String id, String name, String kind) {}
