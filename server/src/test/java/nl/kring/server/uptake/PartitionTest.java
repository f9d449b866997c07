package nl.kring.server.uptake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import nl.kring.model.municipality.Municipality;
import nl.kring.model.uptake.UptakeType;
import nl.kring.server.municipality.MunicipalityService;
import org.junit.jupiter.api.Test;

class PartitionTest {
  private static final MunicipalityService MUNICIPALITIES = new MunicipalityService();
  static final Geography GEOGRAPHY = new Geography(MUNICIPALITIES.all());
  private static final String AMSTERDAM = "GM0363";
  private static final String UTRECHT = "GM0344";
  private static final String ZEIST = "GM0355";
  private static final String AMERSFOORT = "GM0307";
  private static final String GRONINGEN = "GM0014";
  private static final String MAASTRICHT = "GM0935";

  /** Groups such as {@code 3 GM0363 men}. */
  static List<Place> groups(String... lines) {
    List<Place> groups = new ArrayList<>();
    for (String line : lines) {
      String[] parts = line.split(" ");
      Place place = new Place(parts[1], UptakeType.ofWireName(parts[2]));
      groups.addAll(Collections.nCopies(Integer.parseInt(parts[0]), place));
    }
    return groups;
  }

  private static Map<String, Integer> sizes(String... lines) {
    Map<String, Integer> sizes = new TreeMap<>();
    Partition.of(groups(lines), GEOGRAPHY)
        .sizes()
        .forEach((cell, size) -> sizes.put(cell.toString(), size));
    return sizes;
  }

  /** A directory as a country could have it: more groups in towns, and some regions without any. */
  static List<Place> random(Random random) {
    List<Municipality> all = MUNICIPALITIES.all();
    int groups = random.nextInt(200);
    int used = 1 + random.nextInt(all.size());
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < groups; i++) {
      int which = (int) (used * random.nextDouble() * random.nextDouble());
      UptakeType type = UptakeType.values()[random.nextInt(5) * random.nextInt(5) / 5];
      places.add(new Place(all.get((which * 131) % all.size()).code(), type));
    }
    return places;
  }

  @Test
  void aTownWithThreeGroupsStandsAloneAndWhatIsLeftOfItsRegionTogether() {
    assertEquals(
        Map.of("GM0363,overig", 4, "GM0344,men", 3, "overig-VR09,overig", 3, "overig-NL,men", 3),
        sizes(
            "2 GM0363 men",
            "2 GM0363 women",
            "3 GM0344 men",
            "2 GM0355 men",
            "1 GM0307 women",
            "1 GM0014 men",
            "1 GM0935 men",
            "1 GM0518 men"));
  }

  /** One in each of three parts of the country: nothing but what is left of it. */
  private static final String[] SCATTERED = {"1 GM0193 men", "1 GM0935 men", "1 GM0664 men"};

  private static String[] and(String... lines) {
    return Stream.concat(Arrays.stream(SCATTERED), Arrays.stream(lines)).toArray(String[]::new);
  }

  @Test
  void aRestOfARegionThatIsTooSmallPullsInTheSmallestTownOfThatRegion() {
    assertEquals(
        Map.of(
            "overig-VR09,overig", 4, AMERSFOORT + ",men", 4, "GM0363,men", 3, "overig-NL,men", 3),
        sizes(
            and(
                "3 " + UTRECHT + " men",
                "4 " + AMERSFOORT + " men",
                "1 " + ZEIST + " women",
                "3 " + AMSTERDAM + " men")));
  }

  @Test
  void aRegionWithoutATownJoinsItsPartOfTheCountry() {
    assertEquals(
        Map.of("overig-PV20-22,overig", 3, "GM0363,men", 4, "overig-NL,men", 3),
        sizes(and("1 " + GRONINGEN + " men", "1 GM0106 men", "1 GM0080 women", "4 GM0363 men")));
  }

  @Test
  void whenNothingIsLeftOfTheCountryTheSmallestRestBecomesThat() {
    assertEquals(
        Map.of("GM0307,men", 4, "overig-NL,overig", 3, "GM0363,men", 3),
        sizes("4 GM0307 men", "2 " + ZEIST + " men", "1 " + UTRECHT + " women", "3 GM0363 men"));
  }

  @Test
  void fewerThanThreeGroupsInTheCountryAreInNoCell() {
    assertEquals(Map.of(), sizes("1 GM0363 men", "1 GM0344 men"));
    assertEquals(Map.of("overig-NL,overig", 3), sizes("2 GM0363 men", "1 GM0344 women"));
  }

  @Test
  void aTypeStandsAloneUnlessThatLeavesOneOrTwo() {
    assertEquals(
        Map.of("overig-NL,men", 4, "overig-NL,overig", 5),
        sizes("4 GM0363 men", "3 GM0363 women", "1 GM0363 mixed", "1 GM0363 online"));
    assertEquals(
        Map.of("overig-NL,men", 3, "overig-NL,women", 3), sizes("3 GM0363 men", "3 GM0363 women"));
  }

  @Test
  void ofAThousandDirectoriesEveryCellHasThreeGroupsAndEveryGroupOneCell() {
    Random random = new Random(5);
    for (int i = 0; i < 1_000; i++) {
      List<Place> places = random(random);
      Partition partition = Partition.of(places, GEOGRAPHY);
      Map<Cell, Integer> counted = new HashMap<>();
      for (Place each : places) {
        Cell cell = partition.cells().get(each);
        assertEquals(places.size() >= 3, cell != null, "covering");
        if (cell != null) {
          counted.merge(cell, 1, Integer::sum);
        }
      }
      assertEquals(new TreeMap<>(counted), partition.sizes(), "disjoint");
      counted.forEach((cell, size) -> assertTrue(size >= 3, cell + " has " + size));
      if (places.size() >= 3) {
        assertTrue(
            counted.keySet().stream().anyMatch(each -> each.unit().equals(Geography.COUNTRY_REST)),
            "there is always one that takes what nobody knows");
      }
      List<Place> shuffled = new ArrayList<>(places);
      Collections.shuffle(shuffled, random);
      assertTrue(
          Arrays.equals(
              UptakeService.text(partition), UptakeService.text(Partition.of(shuffled, GEOGRAPHY))),
          "not a byte changes with the order");
    }
  }

  @Test
  void groupsThatOpenAndCloseInTheYearStayInCellsThatAreThere() {
    Random random = new Random(6);
    for (int i = 0; i < 300; i++) {
      List<Place> places = random(random);
      Partition partition = Partition.of(places, GEOGRAPHY);
      List<Place> later = new ArrayList<>(places);
      Collections.shuffle(later, random);
      later = new ArrayList<>(later.subList(0, later.size() - later.size() / 3));
      List<Place> opened = random(random);
      later.addAll(opened.subList(0, Math.min(5, opened.size())));
      CellTable table = CellTable.of(partition, later);
      Map<Cell, Integer> active = new HashMap<>();
      for (Place each : later) {
        Cell cell = table.places().get(each);
        if (!partition.sizes().isEmpty()) {
          assertTrue(table.cells().contains(cell), each + " is counted in " + cell);
          active.merge(cell, 1, Integer::sum);
        }
      }
      Set<Cell> small = new HashSet<>(table.cells());
      small.removeIf(each -> active.getOrDefault(each, 0) >= CellTable.FEWEST_ACTIVE);
      assertTrue(small.size() <= 1, "but for the last one of the country: " + small);
      assertTrue(small.stream().allMatch(each -> each.unit().equals(Geography.COUNTRY_REST)));
      for (Cell each : table.cells()) {
        assertTrue(partition.sizes().containsKey(each), "no cell is new");
      }
    }
  }

  @Test
  void aNewGroupJoinsItsTownElseItsRegionElseItsPartElseTheCountry() {
    List<Place> places =
        groups(
            and(
                "3 " + UTRECHT + " men",
                "2 " + ZEIST + " men",
                "1 " + AMERSFOORT + " women",
                "1 " + GRONINGEN + " men",
                "1 GM0106 men",
                "1 GM0080 women",
                "3 " + AMSTERDAM + " men",
                "4 GM0518 men"));
    Partition partition = Partition.of(places, GEOGRAPHY);
    List<Place> later = new ArrayList<>(places);
    later.addAll(
        groups(
            "1 " + UTRECHT + " women",
            "1 GM0310 online",
            "1 GM0037 men",
            "1 " + MAASTRICHT + " women"));
    CellTable table = CellTable.of(partition, later);
    Map<String, String> found = new TreeMap<>();
    for (Place each : later.subList(places.size(), later.size())) {
      found.put(each.municipality(), table.places().get(each).toString());
    }
    assertEquals(
        Map.of(
            UTRECHT,
            UTRECHT + ",men",
            "GM0310",
            "overig-VR09,overig",
            "GM0037",
            "overig-PV20-22,overig",
            MAASTRICHT,
            "overig-NL,men"),
        found);
    assertEquals(
        "overig-NL,men",
        table.cellOf(new Place("GM1980", UptakeType.MIXED)).orElseThrow().toString(),
        "what the table does not know");
  }
}
