package nl.kring.server.group;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import nl.kring.model.WireJson;

/** The programmes that come with Kring: data inside the jar, loaded where they are missing. */
final class ProgrammeFile {
  private ProgrammeFile() {}

  static List<Programme> read() {
    try (InputStream resource = ProgrammeFile.class.getResourceAsStream("programmes.json")) {
      if (resource == null) {
        throw new IllegalStateException("the jar has no programmes.json");
      }
      return WireJson.mapper().readValue(resource, new TypeReference<List<Programme>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException("programmes.json", e);
    }
  }
}
