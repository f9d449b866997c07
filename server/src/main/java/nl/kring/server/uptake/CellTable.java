package nl.kring.server.uptake;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * In which cell each place is counted in one month: the partition of the year, with the groups that
 * opened since, and without the cells that have fallen below two groups. Made from the public
 * directory alone. Immutable.
 */
public final class CellTable {
  /** A cell with fewer active groups is counted in its parent. */
  public static final int FEWEST_ACTIVE = 2;

  private final Partition partition;
  private final SortedSet<Cell> cells;
  private final SortedMap<Place, Cell> table;

  private CellTable(Partition partition, SortedSet<Cell> cells, SortedMap<Place, Cell> table) {
    this.partition = partition;
    this.cells = cells;
    this.table = table;
  }

  /**
   * The table of a month.
   *
   * @param active the groups that are open as the month begins, one place each
   */
  public static CellTable of(Partition partition, Collection<Place> active) {
    SortedSet<Cell> cells = new TreeSet<>(partition.sizes().keySet());
    while (true) {
      SortedMap<Place, Cell> table = new TreeMap<>();
      for (Place each : active) {
        find(partition, cells, each).ifPresent(cell -> table.put(each, cell));
      }
      Optional<Cell> tooSmall = smallestBelow(cells, table, active);
      if (tooSmall.isEmpty()) {
        return new CellTable(partition, cells, table);
      }
      cells.remove(tooSmall.get());
    }
  }

  /** The cell to merge into its parent next; the last one of the country has none. */
  private static Optional<Cell> smallestBelow(
      SortedSet<Cell> cells, SortedMap<Place, Cell> table, Collection<Place> active) {
    SortedMap<Cell, Integer> sizes = new TreeMap<>();
    cells.forEach(each -> sizes.put(each, 0));
    for (Place each : active) {
      Cell cell = table.get(each);
      if (cell != null) {
        sizes.merge(cell, 1, Integer::sum);
      }
    }
    long ofCountry =
        cells.stream().filter(each -> each.unit().equals(Geography.COUNTRY_REST)).count();
    return sizes.entrySet().stream()
        .filter(each -> each.getValue() < FEWEST_ACTIVE)
        .filter(each -> ofCountry > 1 || !each.getKey().unit().equals(Geography.COUNTRY_REST))
        .min(Map.Entry.<Cell, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey);
  }

  private static Optional<Cell> find(Partition partition, SortedSet<Cell> cells, Place place) {
    for (String unit : partition.unitsOf(place.municipality())) {
      Optional<Cell> cell = within(partition, cells, unit, place.type().wireName());
      if (cell.isPresent()) {
        return cell;
      }
    }
    return Optional.empty();
  }

  /** Inside a unit: the cell of the type, else the rest, else the smallest there is. */
  private static Optional<Cell> within(
      Partition partition, SortedSet<Cell> cells, String unit, String type) {
    List<Cell> ofUnit = cells.stream().filter(each -> each.unit().equals(unit)).toList();
    for (Cell wanted : List.of(new Cell(unit, type), new Cell(unit, Cell.REST))) {
      if (ofUnit.contains(wanted)) {
        return Optional.of(wanted);
      }
    }
    Map<Cell, Integer> sizes = partition.sizes();
    return ofUnit.stream()
        .min(
            Comparator.comparing((Cell each) -> sizes.getOrDefault(each, 0))
                .thenComparing(Cell::type));
  }

  /** The cells that are counted in this month. */
  public SortedSet<Cell> cells() {
    return new TreeSet<>(cells);
  }

  /** The table: each place that had a group as the month began. */
  public SortedMap<Place, Cell> places() {
    return new TreeMap<>(table);
  }

  /**
   * The cell in which a participation counts; for what the table does not know, what is left of the
   * country. Empty only when the whole country has fewer than three groups.
   */
  public Optional<Cell> cellOf(Place place) {
    Cell known = table.get(place);
    return known != null
        ? Optional.of(known)
        : within(partition, cells, Geography.COUNTRY_REST, place.type().wireName());
  }
}
