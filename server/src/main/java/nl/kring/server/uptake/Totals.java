package nl.kring.server.uptake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Sums of published numbers, and of nothing else: whoever subtracts some of them from others gets
 * published numbers again.
 */
final class Totals {
  private final Geography geography;
  private final SortedMap<Cell, Integer> people;
  private final SortedMap<Place, Cell> table;

  Totals(Geography geography, SortedMap<Cell, Integer> people, SortedMap<Place, Cell> table) {
    this.geography = geography;
    this.people = people;
    this.table = table;
  }

  List<Release.Total> all() {
    List<Release.Total> totals = new ArrayList<>();
    totals.add(sum("country", "NL", people.keySet()));
    totals.addAll(areas("part", geography::partRest));
    totals.addAll(areas("region", geography::regionRest));
    totals.addAll(by("unit", Cell::unit));
    totals.addAll(by("type", Cell::type));
    return totals;
  }

  private List<Release.Total> by(String of, Function<Cell, String> code) {
    SortedMap<String, Set<Cell>> groups = new TreeMap<>();
    people
        .keySet()
        .forEach(
            each -> groups.computeIfAbsent(code.apply(each), key -> new HashSet<>()).add(each));
    return groups.entrySet().stream().map(each -> sum(of, each.getKey(), each.getValue())).toList();
  }

  /** Those areas whose groups are all counted in cells in which nobody else's are. */
  private List<Release.Total> areas(String of, Function<String, String> restOf) {
    SortedMap<String, Set<Cell>> cells = new TreeMap<>();
    SortedMap<Cell, Set<String>> areas = new TreeMap<>();
    table.forEach(
        (place, cell) -> {
          String area = restOf.apply(place.municipality());
          cells.computeIfAbsent(area, key -> new HashSet<>()).add(cell);
          areas.computeIfAbsent(cell, key -> new HashSet<>()).add(area);
        });
    return cells.entrySet().stream()
        .filter(
            each ->
                each.getValue().stream()
                    .allMatch(cell -> areas.getOrDefault(cell, Set.of()).size() == 1))
        // What the table does not know counts in what is left of the country.
        .filter(
            each ->
                each.getValue().stream()
                    .noneMatch(cell -> cell.unit().equals(Geography.COUNTRY_REST)))
        .map(each -> sum(of, each.getKey().replace("overig-", ""), each.getValue()))
        .toList();
  }

  private Release.Total sum(String of, String code, Set<Cell> cells) {
    return new Release.Total(
        of,
        code,
        cells.size(),
        cells.stream().mapToInt(each -> people.getOrDefault(each, 0)).sum());
  }
}
