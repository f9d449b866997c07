package nl.kring.server.uptake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.kring.model.municipality.Municipality;

/**
 * Which region and part of the country a municipality lies in, and the names of what is left of
 * these. Immutable.
 */
public final class Geography {
  /** What is left of the country; there is always one. */
  public static final String COUNTRY_REST = "overig-NL";

  private static final Map<String, String> PARTS =
      Map.ofEntries(
          Map.entry("Groningen", "PV20-22"),
          Map.entry("Fryslân", "PV20-22"),
          Map.entry("Drenthe", "PV20-22"),
          Map.entry("Overijssel", "PV23-25"),
          Map.entry("Flevoland", "PV23-25"),
          Map.entry("Gelderland", "PV23-25"),
          Map.entry("Utrecht", "PV26-28"),
          Map.entry("Noord-Holland", "PV26-28"),
          Map.entry("Zuid-Holland", "PV26-28"),
          Map.entry("Zeeland", "PV29-31"),
          Map.entry("Noord-Brabant", "PV29-31"),
          Map.entry("Limburg", "PV29-31"));

  private final Map<String, Municipality> municipalities = new HashMap<>();

  /**
   * Over these municipalities.
   *
   * @throws IllegalArgumentException when one lies in no province that there is
   */
  public Geography(List<Municipality> municipalities) {
    for (Municipality each : municipalities) {
      if (!PARTS.containsKey(each.province())) {
        throw new IllegalArgumentException("no province is called " + each.province());
      }
      this.municipalities.put(each.code(), each);
    }
  }

  /** A municipality by its CBS code. */
  public Optional<Municipality> find(String code) {
    return Optional.ofNullable(municipalities.get(code));
  }

  String regionRest(String municipality) {
    return "overig-" + of(municipality).regionCode();
  }

  String partRest(String municipality) {
    return "overig-" + PARTS.get(of(municipality).province());
  }

  private Municipality of(String code) {
    return find(code)
        .orElseThrow(() -> new IllegalArgumentException("no municipality has the code " + code));
  }

  /** Whether a unit is a municipality, and not what is left of something larger. */
  static boolean isMunicipality(String unit) {
    return unit.startsWith("GM");
  }
}
