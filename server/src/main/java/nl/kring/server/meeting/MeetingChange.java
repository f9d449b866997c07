package nl.kring.server.meeting;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.time.LocalTime;
import nl.kring.model.meeting.MeetingStatus;
import org.jspecify.annotations.Nullable;

/**
 * What one meeting is instead of what its series says: cancelled, or at another time or place.
 *
 * @param moved null when it is cancelled
 */
public record MeetingChange(@Nullable Moved moved) {
  /** Cancelled. */
  public static final MeetingChange CANCELLED = new MeetingChange(null);

  /**
   * Where and when instead.
   *
   * @param startTime in whole minutes
   * @param address as of a series: null for where the group usually meets
   * @param onlineUrl as of a series
   * @param onlineOnly as of a series
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Moved(
      LocalDate day,
      @JsonFormat(pattern = "HH:mm") LocalTime startTime,
      int durationMinutes,
      @Nullable String address,
      @Nullable String onlineUrl,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean onlineOnly) {
    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    public Moved {
      MeetingDetails.check(startTime, durationMinutes, address, onlineUrl, onlineOnly);
    }
  }

  /** As read from the wire: {@code cancelled} alone, or {@code changed} with all it is instead. */
  @JsonCreator
  static MeetingChange read(
      @JsonProperty(value = "status", required = true) @Nullable String status,
      @JsonProperty("day") @Nullable LocalDate day,
      @JsonProperty("startTime") @Nullable LocalTime startTime,
      @JsonProperty("durationMinutes") @Nullable Integer durationMinutes,
      @JsonProperty("address") @Nullable String address,
      @JsonProperty("onlineUrl") @Nullable String onlineUrl,
      @JsonProperty("onlineOnly") @Nullable Boolean onlineOnly) {
    if (MeetingStatus.CANCELLED.wireName().equals(status)) {
      return CANCELLED;
    }
    if (!MeetingStatus.CHANGED.wireName().equals(status)) {
      throw new IllegalArgumentException("status is cancelled or changed");
    }
    if (day == null || startTime == null || durationMinutes == null) {
      throw new IllegalArgumentException("day, startTime and durationMinutes are needed");
    }
    return new MeetingChange(
        new Moved(
            day, startTime, durationMinutes, address, onlineUrl, Boolean.TRUE.equals(onlineOnly)));
  }
}
