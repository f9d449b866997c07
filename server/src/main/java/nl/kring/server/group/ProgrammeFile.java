package nl.kring.server.group;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import nl.kring.model.WireJson;

/** The programmes that come with Kring: data inside the jar, loaded where they are missing. */
final class ProgrammeFile {
  /**
   * A programme.
   *
   * @param kind whether it has steps, which are gone through in one's own time, or sessions
   * @param entry whether newcomers can begin at any meeting
   * @param evidence what kind of research says that it works
   */
  record Programme(
      @JsonProperty(value = "id", required = true) String id,
      @JsonProperty(value = "name", required = true) String name,
      @JsonProperty(value = "kind", required = true) String kind,
      @JsonProperty(value = "entry", required = true) String entry,
      @JsonProperty(value = "evidence", required = true) String evidence,
      @JsonProperty(value = "source", required = true) String source,
      @JsonProperty(value = "steps", required = true) List<Step> steps) {}

  /** A step or session; the first has number 1. */
  record Step(
      @JsonProperty(value = "number", required = true) int number,
      @JsonProperty(value = "name", required = true) String name) {}

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
