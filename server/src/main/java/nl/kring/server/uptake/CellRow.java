package nl.kring.server.uptake;

/** A row of {@code uptake_cell}, but for its month. */
record CellRow(String unit, String type, int people) {
  Cell cell() {
    return new Cell(unit, type);
  }
}
