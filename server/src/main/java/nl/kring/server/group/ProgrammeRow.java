package nl.kring.server.group;

/** A row of {@code programme}. */
record ProgrammeRow(
    String id, String name, String kind, String entry, String evidence, String source) {}
