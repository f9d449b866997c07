package nl.kring.server.meeting;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A meeting series to plan: one meeting, or one each week. Days and times are those of the clock on
 * the wall in Europe/Amsterdam.
 *
 * @param firstDay day of the first meeting
 * @param lastDay no meeting is after it; null for a weekly series without an end
 * @param startTime in whole minutes
 * @param durationMinutes 15 to 600
 * @param address where, when that is elsewhere than where the group usually meets; otherwise null
 */
public record NewMeetingSeries(
    Recurrence recurrence,
    LocalDate firstDay,
    @Nullable LocalDate lastDay,
    LocalTime startTime,
    int durationMinutes,
    @Nullable String address) {
  private static final int MIN_MINUTES = 15;
  private static final int MAX_MINUTES = 600;
  private static final int MAX_ADDRESS_LENGTH = 200;
  private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(2099, 12, 31);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong
   */
  public NewMeetingSeries {
    require(isPossible(firstDay), "firstDay lies between 2000 and 2099");
    require(
        lastDay == null || (isPossible(lastDay) && !lastDay.isBefore(firstDay)),
        "lastDay is not before firstDay, and not after 2099");
    require(
        recurrence == Recurrence.WEEKLY || lastDay == null || lastDay.equals(firstDay),
        "a series of one meeting needs no lastDay");
    require(
        startTime.truncatedTo(ChronoUnit.MINUTES).equals(startTime),
        "startTime is in whole minutes, such as 20:00");
    require(
        durationMinutes >= MIN_MINUTES && durationMinutes <= MAX_MINUTES,
        "durationMinutes is " + MIN_MINUTES + " to " + MAX_MINUTES);
    require(
        address == null || (!address.isBlank() && address.length() <= MAX_ADDRESS_LENGTH),
        "address has 1 to " + MAX_ADDRESS_LENGTH + " characters");
  }

  /** As read from the wire. */
  @JsonCreator
  static NewMeetingSeries read(
      @JsonProperty(value = "recurrence", required = true) @Nullable Recurrence recurrence,
      @JsonProperty(value = "firstDay", required = true) @Nullable LocalDate firstDay,
      @JsonProperty("lastDay") @Nullable LocalDate lastDay,
      @JsonProperty(value = "startTime", required = true) @Nullable LocalTime startTime,
      @JsonProperty(value = "durationMinutes", required = true) int durationMinutes,
      @JsonProperty("address") @Nullable String address) {
    if (recurrence == null || firstDay == null || startTime == null) {
      throw new IllegalArgumentException("recurrence, firstDay and startTime are needed");
    }
    return new NewMeetingSeries(recurrence, firstDay, lastDay, startTime, durationMinutes, address);
  }

  private static boolean isPossible(LocalDate day) {
    return !day.isBefore(EARLIEST) && !day.isAfter(LATEST);
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
