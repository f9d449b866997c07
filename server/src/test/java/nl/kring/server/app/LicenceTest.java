package nl.kring.server.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import nl.kring.model.WireJson;
import org.junit.jupiter.api.Test;

/**
 * Everything in the jar has a licence that goes with EUPL-1.2, and {@code docs/licences.md} names
 * it. Both come from the list of parts (CycloneDX) that the build puts in the jar.
 */
class LicenceTest {
  private static final Path LIST = Path.of("..", "docs", "licences.md");

  /** Licences by which we may hand a library out together with ours. */
  private static final Set<String> ALLOWED =
      Set.of(
          "Apache-2.0",
          "0BSD",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "Bouncy Castle Licence",
          "EPL-1.0",
          "EPL-2.0",
          "EUPL-1.2",
          "GPL-2.0-with-classpath-exception",
          "LGPL-2.1",
          "LGPL-2.1-only",
          "MIT",
          "MIT-0",
          "PostgreSQL");

  private static Map<String, String> licencesOfParts() throws IOException {
    Map<String, String> parts = new TreeMap<>();
    try (InputStream in = LicenceTest.class.getResourceAsStream("/META-INF/sbom/server.cdx.json")) {
      assumeTrue(in != null, "skipped: the list of parts is made only while Maven is online");
      for (JsonNode part : WireJson.mapper().readTree(in).get("components")) {
        String name = part.path("group").asText() + ":" + part.path("name").asText();
        if (!name.startsWith("nl.kring:")) {
          parts.put(name + " " + part.path("version").asText(), licences(part));
        }
      }
    }
    return parts;
  }

  private static String licences(JsonNode part) {
    Set<String> licences = new TreeSet<>();
    for (JsonNode each : part.path("licenses")) {
      JsonNode licence = each.path("license");
      String text = licence.has("id") ? licence.get("id").asText() : licence.path("name").asText();
      licences.add(each.has("expression") ? each.get("expression").asText() : text);
    }
    return String.join(" or ", licences);
  }

  @Test
  void everyPartHasALicenceThatGoesWithOurs() throws IOException {
    Map<String, String> parts = licencesOfParts();
    assertTrue(parts.size() > 40, "the list of parts is whole");
    Map<String, String> others = new TreeMap<>(parts);
    // Where there is a choice, one that is allowed is enough.
    others
        .values()
        .removeIf(licences -> Set.of(licences.split(" or ")).stream().anyMatch(ALLOWED::contains));
    assertEquals(Map.of(), others);
  }

  @Test
  void theDocumentNamesThemAll() throws IOException {
    StringBuilder wanted = new StringBuilder();
    licencesOfParts()
        .forEach((part, licence) -> wanted.append("| " + part + " | " + licence + " |\n"));
    Files.writeString(Path.of("target", "licences.txt"), wanted);
    String document = Files.readString(LIST);
    String table =
        document.substring(document.indexOf("| --- | --- |\n") + "| --- | --- |\n".length());
    assertEquals(
        wanted.toString(),
        table,
        "copy the rows of server/target/licences.txt to docs/licences.md");
  }
}
