package nl.kring.server.uptake;

import java.util.ArrayList;
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
 * How the groups of the country are counted together for a year: in disjoint cells of at least
 * three groups each, made from the public directory alone (PRIVACY § 3). The same groups, in any
 * order, give the same partition; it never looks at how many people take part. Immutable.
 */
public final class Partition {
  /** The fewest groups of a cell on the day that it is made. */
  public static final int FEWEST_GROUPS = 3;

  private static final Comparator<Map.Entry<String, Integer>> SMALLEST =
      Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey());

  private final Geography geography;
  private final SortedMap<String, String> units;
  private final SortedMap<Place, Cell> cells;
  private final SortedMap<Cell, Integer> sizes;

  private Partition(
      Geography geography,
      SortedMap<String, String> units,
      SortedMap<Place, Cell> cells,
      SortedMap<Cell, Integer> sizes) {
    this.geography = geography;
    this.units = units;
    this.cells = cells;
    this.sizes = sizes;
  }

  /**
   * The partition of these groups, one place each; without cells when the whole country has fewer
   * than three.
   *
   * @throws IllegalArgumentException when a place lies in no municipality that there is
   */
  public static Partition of(Collection<Place> groups, Geography geography) {
    SortedMap<String, String> units = new Units(groups, geography).make();
    SortedMap<String, SortedMap<String, Integer>> types = new TreeMap<>();
    for (Place each : groups) {
      String unit = units.get(each.municipality());
      if (unit != null) {
        types
            .computeIfAbsent(unit, key -> new TreeMap<>())
            .merge(each.type().wireName(), 1, Integer::sum);
      }
    }
    SortedMap<Cell, Integer> sizes = new TreeMap<>();
    SortedMap<Place, Cell> cells = new TreeMap<>();
    Map<String, SortedSet<String>> alone = new TreeMap<>();
    types.forEach((unit, counts) -> alone.put(unit, standingAlone(counts)));
    for (Place each : groups) {
      String unit = units.get(each.municipality());
      if (unit != null) {
        String type = each.type().wireName();
        boolean isAlone = alone.getOrDefault(unit, new TreeSet<>()).contains(type);
        Cell cell = new Cell(unit, isAlone ? type : Cell.REST);
        cells.put(each, cell);
        sizes.merge(cell, 1, Integer::sum);
      }
    }
    return new Partition(geography, units, cells, sizes);
  }

  private static SortedSet<String> standingAlone(SortedMap<String, Integer> types) {
    TreeMap<String, Integer> alone = new TreeMap<>(types);
    alone.values().removeIf(groups -> groups < FEWEST_GROUPS);
    int rest = sum(types.values()) - sum(alone.values());
    if (rest > 0 && rest < FEWEST_GROUPS) {
      alone.entrySet().stream().min(SMALLEST).ifPresent(each -> alone.remove(each.getKey()));
    }
    return new TreeSet<>(alone.keySet());
  }

  private static int sum(Collection<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).sum();
  }

  /** The cells, and of how many groups each was made. */
  public SortedMap<Cell, Integer> sizes() {
    return new TreeMap<>(sizes);
  }

  /** In which cell each place was, of those that had a group. */
  public SortedMap<Place, Cell> cells() {
    return new TreeMap<>(cells);
  }

  /** In which unit each municipality was, of those that had a group. */
  public SortedMap<String, String> units() {
    return new TreeMap<>(units);
  }

  /**
   * The units in which a municipality's groups can be counted, the closest first: its own or the
   * one that it is in, then what is left of its region, its part of the country, the country.
   */
  List<String> unitsOf(String municipality) {
    List<String> all = new ArrayList<>();
    Optional.ofNullable(units.get(municipality)).ifPresent(all::add);
    for (String each :
        List.of(geography.regionRest(municipality), geography.partRest(municipality))) {
      if (units.containsValue(each) && !all.contains(each)) {
        all.add(each);
      }
    }
    if (!all.contains(Geography.COUNTRY_REST)) {
      all.add(Geography.COUNTRY_REST);
    }
    return all;
  }

  /** Makes the units: which municipalities with groups are counted together. */
  private static final class Units {
    private final Geography geography;
    private final SortedMap<String, Integer> groups = new TreeMap<>();
    private final SortedMap<String, String> units = new TreeMap<>();

    Units(Collection<Place> places, Geography geography) {
      this.geography = geography;
      places.forEach(each -> groups.merge(each.municipality(), 1, Integer::sum));
    }

    SortedMap<String, String> make() {
      if (sum(groups.values()) < FEWEST_GROUPS) {
        return units;
      }
      SortedMap<String, SortedSet<String>> regions = new TreeMap<>();
      groups.forEach(
          (municipality, number) -> {
            if (number >= FEWEST_GROUPS) {
              units.put(municipality, municipality);
            } else {
              String region = geography.regionRest(municipality);
              regions.computeIfAbsent(region, key -> new TreeSet<>()).add(municipality);
            }
          });
      SortedMap<String, SortedSet<String>> parts = new TreeMap<>();
      regions.forEach(
          (region, rest) -> {
            pullIn(region, rest);
            if (size(rest) >= FEWEST_GROUPS) {
              rest.forEach(each -> units.put(each, region));
            } else {
              for (String each : rest) {
                String part = geography.partRest(each);
                parts.computeIfAbsent(part, key -> new TreeSet<>()).add(each);
              }
            }
          });
      SortedSet<String> country = new TreeSet<>();
      parts.forEach(
          (part, rest) -> {
            if (size(rest) >= FEWEST_GROUPS) {
              rest.forEach(each -> units.put(each, part));
            } else {
              country.addAll(rest);
            }
          });
      while (size(country) < FEWEST_GROUPS) {
        country.addAll(dissolveSmallest());
      }
      country.forEach(each -> units.put(each, Geography.COUNTRY_REST));
      return units;
    }

    private int size(Collection<String> municipalities) {
      return municipalities.stream().mapToInt(each -> groups.getOrDefault(each, 0)).sum();
    }

    /** The region's own units, smallest first, until the rest has enough or there are none. */
    private void pullIn(String region, SortedSet<String> rest) {
      while (size(rest) < FEWEST_GROUPS) {
        Optional<String> smallest =
            units.keySet().stream()
                .filter(each -> geography.regionRest(each).equals(region))
                .filter(each -> units.getOrDefault(each, "").equals(each))
                .map(each -> Map.entry(each, groups.getOrDefault(each, 0)))
                .min(SMALLEST)
                .map(Map.Entry::getKey);
        if (smallest.isEmpty()) {
          return;
        }
        units.remove(smallest.get());
        rest.add(smallest.get());
      }
    }

    private List<String> dissolveSmallest() {
      SortedMap<String, Integer> sizes = new TreeMap<>();
      units.forEach(
          (municipality, unit) ->
              sizes.merge(unit, groups.getOrDefault(municipality, 0), Integer::sum));
      String smallest =
          sizes.entrySet().stream()
              .min(
                  Comparator.comparing(
                          (Map.Entry<String, Integer> each) ->
                              Geography.isMunicipality(each.getKey()))
                      .thenComparing(SMALLEST))
              .orElseThrow()
              .getKey();
      List<String> dissolved = new ArrayList<>();
      units.forEach(
          (municipality, unit) -> {
            if (unit.equals(smallest)) {
              dissolved.add(municipality);
            }
          });
      units.keySet().removeAll(dissolved);
      return dissolved;
    }
  }
}
