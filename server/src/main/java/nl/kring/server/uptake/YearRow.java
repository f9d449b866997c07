package nl.kring.server.uptake;

/** A row of {@code uptake_year}, but for its year. */
record YearRow(String municipality, int people) {}
