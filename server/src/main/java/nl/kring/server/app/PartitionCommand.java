package nl.kring.server.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import nl.kring.model.uptake.UptakeType;
import nl.kring.server.municipality.MunicipalityService;
import nl.kring.server.uptake.Cell;
import nl.kring.server.uptake.Geography;
import nl.kring.server.uptake.Partition;
import nl.kring.server.uptake.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kring partition}: in which cell each group of a directory is counted. */
@Command(
    name = "partition",
    mixinStandardHelpOptions = true,
    description = {
      "Reads groups, one per line: municipality,type (GM0363,men).",
      "Prints for each the cell in which it is counted: unit,type."
    })
final class PartitionCommand implements Callable<Integer> {
  private static final String HEADER = "municipality,type";

  /** Borders were the same on 1 January of each of these years. */
  private static final int FIRST_YEAR = 2023;

  private static final int LAST_YEAR = 2026;

  @Option(
      names = "--groups",
      required = true,
      paramLabel = "F.csv",
      description = "The groups; a first line municipality,type may be there.")
  private Path file = Path.of("");

  @Option(
      names = "--year",
      required = true,
      paramLabel = "Y",
      description = "The year whose borders hold, such as 2026.")
  private int year;

  @Override
  public Integer call() throws IOException {
    if (year < FIRST_YEAR || year > 2099) {
      System.err.println("kring: --year is " + year + ": expected 2023 to 2099, as in 2026");
      return 2;
    }
    if (year > LAST_YEAR) {
      System.err.println("kring: the borders of 2026 are used: Kring knows none that are newer");
    }
    Geography geography = new Geography(new MunicipalityService().all());
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (java.nio.file.NoSuchFileException e) {
      System.err.println("kring: --groups is " + file + ": there is no such file");
      return 2;
    } catch (java.nio.charset.CharacterCodingException e) {
      System.err.println("kring: --groups is " + file + ": it is not text in UTF-8");
      return 2;
    }
    List<Place> places = new ArrayList<>();
    boolean hasHeader = !lines.isEmpty() && lines.get(0).strip().equals(HEADER);
    for (int i = hasHeader ? 1 : 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      try {
        places.add(place(lines.get(i).strip(), geography));
      } catch (IllegalArgumentException e) {
        System.err.println(
            "kring: " + file + ":" + (i + 1) + ": " + e.getMessage() + ", as in GM0363,men");
        return 2;
      }
    }
    Partition partition = Partition.of(places, geography);
    StringBuilder out = new StringBuilder(hasHeader ? "unit,type\n" : "");
    for (Place each : places) {
      Cell cell = partition.cells().get(each);
      // Fewer than three groups in the country are counted nowhere.
      out.append(cell == null ? "," : cell.toString()).append('\n');
    }
    System.out.print(out);
    return 0;
  }

  private static Place place(String line, Geography geography) {
    String[] fields = line.split(",", -1);
    if (fields.length != 2) {
      throw new IllegalArgumentException("a line is municipality,type");
    }
    String municipality = fields[0].strip();
    if (geography.find(municipality).isEmpty()) {
      throw new IllegalArgumentException("there is no municipality with this code");
    }
    return new Place(municipality, UptakeType.ofWireName(fields[1].strip()));
  }
}
