package nl.kring.server.municipality;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.kring.model.municipality.Municipality;

/** The municipalities and safety regions of the Netherlands, in memory. Immutable. */
public final class MunicipalityService {
  private final String source;
  private final List<Region> regions;
  private final Map<String, Municipality> municipalities;

  /**
   * A safety region.
   *
   * @param code {@code VR01} to {@code VR25}
   */
  public record Region(String code, String name) {}

  /** Reads them from the jar. */
  public MunicipalityService() {
    CsvTable regionTable = CsvTable.ofResource("regions.csv");
    regions =
        regionTable.rows().stream()
            .map(row -> new Region(field(row, "code"), field(row, "name")))
            .toList();
    Map<String, String> regionNames = new LinkedHashMap<>();
    regions.forEach(region -> regionNames.put(region.code(), region.name()));
    CsvTable table = CsvTable.ofResource("municipalities.csv");
    source = table.source();
    Map<String, Municipality> byCode = new LinkedHashMap<>();
    for (Map<String, String> row : table.rows()) {
      byCode.put(
          field(row, "code"),
          new Municipality(
              field(row, "code"),
              field(row, "name"),
              field(row, "province"),
              field(row, "regionCode"),
              field(regionNames, field(row, "regionCode")),
              Integer.parseInt(field(row, "inhabitants"))));
    }
    municipalities = Collections.unmodifiableMap(byCode);
  }

  private static String field(Map<String, String> row, String name) {
    String value = row.get(name);
    if (value == null) {
      throw new IllegalStateException("the tables of municipalities have no " + name);
    }
    return value;
  }

  /** Where the numbers come from, and under which licence. */
  public String source() {
    return source;
  }

  /** All of them, in the order of their codes. */
  public List<Municipality> all() {
    return List.copyOf(municipalities.values());
  }

  /**
   * The municipality of this code.
   *
   * @param code CBS code, for example {@code GM0363}
   */
  public Optional<Municipality> find(String code) {
    return Optional.ofNullable(municipalities.get(code));
  }

  /** The 25 safety regions, in the order of their codes. */
  public List<Region> regions() {
    return regions;
  }
}
