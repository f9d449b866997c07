package nl.kring.server.safety;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import nl.kring.model.WireJson;

/**
 * The red flags, from the worst down, and whom to call; their words are those of the key {@code
 * red-flags.flag.ID}.
 *
 * @param source where the list comes from
 * @param safeHomeNumber of Veilig Thuis
 * @param safeHomeCheckedOn when somebody last checked that number (PRIVACY S20)
 */
public record RedFlags(
    String source, List<Flag> flags, String safeHomeNumber, LocalDate safeHomeCheckedOn) {

  /** One sign; {@code weight} is acute, high, or amplifier. */
  public record Flag(
      @JsonProperty(value = "id", required = true) String id,
      @JsonProperty(value = "weight", required = true) String weight) {}

  /** As read from the file. */
  @JsonCreator
  public RedFlags(
      @JsonProperty(value = "source", required = true) String source,
      @JsonProperty(value = "flags", required = true) List<Flag> flags,
      @JsonProperty(value = "safeHomeNumber", required = true) String safeHomeNumber,
      @JsonProperty(value = "safeHomeCheckedOn", required = true) LocalDate safeHomeCheckedOn) {
    this.source = source;
    this.flags = List.copyOf(flags);
    this.safeHomeNumber = safeHomeNumber;
    this.safeHomeCheckedOn = safeHomeCheckedOn;
  }

  /** Reads them from the jar. */
  static RedFlags ofResource() {
    try (InputStream resource = RedFlags.class.getResourceAsStream("/safety/red-flags.json")) {
      if (resource == null) {
        throw new IllegalStateException("the jar has no red flags");
      }
      return WireJson.read(resource.readAllBytes(), RedFlags.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of one weight, in the order of the file. */
  public List<Flag> of(String weight) {
    return flags.stream().filter(flag -> flag.weight().equals(weight)).toList();
  }

  /** The number as a telephone dials it. */
  public String safeHomeDialled() {
    return safeHomeNumber.replace("-", "");
  }
}
