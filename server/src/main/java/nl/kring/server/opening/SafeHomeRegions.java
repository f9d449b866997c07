package nl.kring.server.opening;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.kring.server.municipality.MunicipalityService;

/**
 * Which region of Veilig Thuis a municipality belongs to, as whoever runs this server says: no list
 * of this was certain enough to ship. Suggested, never imposed. Immutable.
 */
public final class SafeHomeRegions {
  /** When nothing was said: coordinators type the region. */
  public static final SafeHomeRegions NONE = new SafeHomeRegions(Map.of());

  private static final String COLUMNS = "municipality,region";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Map<String, String> byMunicipality;

  private SafeHomeRegions(Map<String, String> byMunicipality) {
    this.byMunicipality = Map.copyOf(byMunicipality);
  }

  /**
   * Reads a CSV file (UTF-8): a line {@code municipality,region}, then a CBS code and a name of 1
   * to 100 characters per line. Empty lines and lines that begin with # are skipped.
   *
   * @throws IOException with a message of one line, which names the line and what is wrong
   */
  public static SafeHomeRegions read(Path file) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new IOException("it is not UTF-8", e);
    } catch (IOException e) {
      throw new IOException("it cannot be read", e);
    }
    MunicipalityService municipalities = new MunicipalityService();
    Map<String, String> regions = new HashMap<>();
    boolean isBegun = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = i == 0 ? lines.get(0).replaceFirst("^" + BYTE_ORDER_MARK, "") : lines.get(i);
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (isBegun) {
        add(regions, line, i + 1, municipalities);
      } else if (!line.trim().equals(COLUMNS)) {
        throw at(i + 1, "expected the columns " + COLUMNS);
      }
      isBegun = true;
    }
    if (regions.isEmpty()) {
      throw at(lines.size() + 1, "expected a line such as GM0344,Utrecht");
    }
    return new SafeHomeRegions(regions);
  }

  private static void add(
      Map<String, String> regions, String line, int number, MunicipalityService municipalities)
      throws IOException {
    int comma = line.indexOf(',');
    String municipality = comma < 0 ? "" : line.substring(0, comma).trim();
    String region = unquoted(line.substring(comma + 1).trim());
    if (municipalities.find(municipality).isEmpty()) {
      throw at(number, "it begins with no CBS code of a municipality, such as GM0344");
    }
    try {
      new Backing(null, region);
    } catch (IllegalArgumentException e) {
      throw at(number, "a region has 1 to 100 characters");
    }
    if (regions.putIfAbsent(municipality, region) != null) {
      throw at(number, municipality + " stands there a second time");
    }
  }

  private static String unquoted(String field) {
    boolean isQuoted = field.length() > 1 && field.startsWith("\"") && field.endsWith("\"");
    return isQuoted ? field.substring(1, field.length() - 1).replace("\"\"", "\"").trim() : field;
  }

  private static IOException at(int line, String fault) {
    return new IOException("line " + line + ": " + fault);
  }

  /**
   * The region of a municipality; empty when the file does not say.
   *
   * @param municipality CBS code
   */
  public Optional<String> of(String municipality) {
    return Optional.ofNullable(byMunicipality.get(municipality));
  }
}
