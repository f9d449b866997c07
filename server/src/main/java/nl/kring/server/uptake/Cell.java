package nl.kring.server.uptake;

/**
 * What is counted together: the groups of one type, or of the types that are too few, in one unit.
 *
 * @param unit a municipality, or what is left of a region, a part of the country or the country
 * @param type a wire name, or {@link #REST}
 */
public record Cell(String unit, String type) implements Comparable<Cell> {
  /** The types of a unit that do not stand alone. */
  public static final String REST = "overig";

  @Override
  public int compareTo(Cell other) {
    int first = unit.compareTo(other.unit);
    return first != 0 ? first : type.compareTo(other.type);
  }

  /** As commands and data write it: {@code GM0363,men}. */
  @Override
  public String toString() {
    return unit + "," + type;
  }
}
