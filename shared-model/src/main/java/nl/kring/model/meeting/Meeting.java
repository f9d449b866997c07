package nl.kring.model.meeting;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One meeting of a series. Immutable.
 *
 * <p>All times are those of the clock on the wall in Europe/Amsterdam; 20:00 stays 20:00 when
 * clocks change.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class Meeting {
  private final String seriesId;
  private final LocalDate day;
  private final LocalDateTime start;
  private final LocalDateTime end;
  private final MeetingStatus status;
  private final @Nullable String address;
  private final @Nullable String onlineUrl;

  /**
   * As read from the wire.
   *
   * @param day null for the day on which it begins
   * @param status null for {@link MeetingStatus#PLANNED}
   * @param address null when it may not be shown, or when the meeting is online only
   * @param onlineUrl null when it may not be shown, or when one cannot take part online
   */
  @JsonCreator
  public Meeting(
      @JsonProperty(value = "seriesId", required = true) String seriesId,
      @JsonProperty("day") @Nullable LocalDate day,
      @JsonProperty(value = "start", required = true) LocalDateTime start,
      @JsonProperty(value = "end", required = true) LocalDateTime end,
      @JsonProperty("status") @Nullable MeetingStatus status,
      @JsonProperty("address") @Nullable String address,
      @JsonProperty("onlineUrl") @Nullable String onlineUrl) {
    this.seriesId = seriesId;
    this.day = day == null ? start.toLocalDate() : day;
    this.start = start;
    this.end = end;
    this.status = status == null ? MeetingStatus.PLANNED : status;
    this.address = address;
    this.onlineUrl = onlineUrl;
  }

  /** The series it belongs to; a one-off meeting is a series of one. */
  @JsonProperty("seriesId")
  public String seriesId() {
    return seriesId;
  }

  /** The day on which the series has it, also when it was moved: with the series, which it is. */
  @JsonProperty("day")
  public LocalDate day() {
    return day;
  }

  /** When it begins. */
  @JsonProperty("start")
  public LocalDateTime start() {
    return start;
  }

  /** When it ends. */
  @JsonProperty("end")
  public LocalDateTime end() {
    return end;
  }

  /** Whether it is as it always is; one that is cancelled is still listed. */
  @JsonProperty("status")
  public MeetingStatus status() {
    return status;
  }

  /** Where; null when it may not be shown, or when the meeting is online only. */
  @JsonProperty("address")
  public @Nullable String address() {
    return address;
  }

  /** Where to take part online; null when it may not be shown, or when one cannot. */
  @JsonProperty("onlineUrl")
  public @Nullable String onlineUrl() {
    return onlineUrl;
  }

  /** The same as strangers may see it: without its places. */
  public Meeting withoutPlaces() {
    return new Meeting(seriesId, day, start, end, status, null, null);
  }

  /** The same without how to take part online. */
  public Meeting withoutOnlineUrl() {
    return new Meeting(seriesId, day, start, end, status, address, null);
  }
}
