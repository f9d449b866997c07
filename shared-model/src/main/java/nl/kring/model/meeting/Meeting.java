package nl.kring.model.meeting;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** One meeting of a series. Immutable. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class Meeting {
  private final String seriesId;
  private final LocalDateTime start;
  private final LocalDateTime end;
  private final @Nullable String address;

  /**
   * As read from the wire.
   *
   * @param start wall-clock time in Europe/Amsterdam; 20:00 stays 20:00 when clocks change
   * @param end likewise
   * @param address null when it may not be shown, or when the meeting is online
   */
  @JsonCreator
  public Meeting(
      @JsonProperty(value = "seriesId", required = true) String seriesId,
      @JsonProperty(value = "start", required = true) LocalDateTime start,
      @JsonProperty(value = "end", required = true) LocalDateTime end,
      @JsonProperty("address") @Nullable String address) {
    this.seriesId = seriesId;
    this.start = start;
    this.end = end;
    this.address = address;
  }

  /** The series it belongs to; a one-off meeting is a series of one. */
  @JsonProperty("seriesId")
  public String seriesId() {
    return seriesId;
  }

  /** When it begins: wall-clock time in Europe/Amsterdam. */
  @JsonProperty("start")
  public LocalDateTime start() {
    return start;
  }

  /** When it ends: wall-clock time in Europe/Amsterdam. */
  @JsonProperty("end")
  public LocalDateTime end() {
    return end;
  }

  /** Where; null when it may not be shown, or when the meeting is online. */
  @JsonProperty("address")
  public @Nullable String address() {
    return address;
  }
}
