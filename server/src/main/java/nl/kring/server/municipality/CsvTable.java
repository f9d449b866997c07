package nl.kring.server.municipality;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small CSV file inside the jar (RFC 4180, without line breaks in fields): a line {@code #
 * source: …}, a line with the names of the columns, then one line per row.
 *
 * @param rows field by column name
 */
record CsvTable(String source, List<Map<String, String>> rows) {
  private static final String SOURCE = "# source:";

  /**
   * Reads a resource beside this class.
   *
   * @throws IllegalStateException when it is missing or has another form: the jar is broken
   */
  static CsvTable ofResource(String name) {
    InputStream resource = CsvTable.class.getResourceAsStream(name);
    if (resource == null) {
      throw new IllegalStateException("the jar has no " + name);
    }
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      return read(reader.lines().filter(line -> !line.isEmpty()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CsvTable read(List<String> lines) {
    if (lines.size() < 2 || !lines.get(0).startsWith(SOURCE)) {
      throw new IllegalStateException("a table begins with its source and its columns");
    }
    List<String> columns = fields(lines.get(1));
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(2, lines.size())) {
      List<String> fields = fields(line);
      if (fields.size() != columns.size()) {
        throw new IllegalStateException("a row has " + columns.size() + " fields: " + line);
      }
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        row.put(columns.get(i), fields.get(i));
      }
      rows.add(row);
    }
    return new CsvTable(lines.get(0).substring(SOURCE.length()).trim(), rows);
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean isQuoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        boolean isEscaped = isQuoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
        if (isEscaped) {
          field.append('"');
          i++;
        } else {
          isQuoted = !isQuoted;
        }
      } else if (c == ',' && !isQuoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
