package nl.kring.server.meeting;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A meeting series to plan. Days and times are those of the clock on the wall in Europe/Amsterdam.
 *
 * @param every of how many weeks or months it is one; 1 to {@link #MOST_EVERY}
 * @param ordinals for a monthly series which weekdays of the month, 1 to 4, and -1 for the last, in
 *     order; otherwise empty
 * @param firstDay day of the first meeting; the series is on its weekday
 * @param lastDay no meeting is after it; null for a series without an end, or of one meeting
 * @param startTime in whole minutes
 * @param durationMinutes 15 to 600
 * @param address where, when that is elsewhere than where the group usually meets; otherwise null
 * @param onlineUrl where to take part online, for members and who leads; null when one cannot
 * @param onlineOnly whether it is at no place, also when its group usually is
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NewMeetingSeries(
    Recurrence recurrence,
    int every,
    List<Integer> ordinals,
    LocalDate firstDay,
    @Nullable LocalDate lastDay,
    @JsonFormat(pattern = "HH:mm") LocalTime startTime,
    int durationMinutes,
    @Nullable String address,
    @Nullable String onlineUrl,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean onlineOnly) {
  /** The longest pause between two meetings of a series, in weeks or months. */
  public static final int MOST_EVERY = 12;

  private static final List<Integer> ORDINALS = List.of(1, 2, 3, 4, -1);
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
        recurrence != Recurrence.ONCE || lastDay == null || lastDay.equals(firstDay),
        "a series of one meeting needs no lastDay");
    require(every >= 1 && every <= MOST_EVERY, "every is 1 to " + MOST_EVERY);
    require(recurrence != Recurrence.ONCE || every == 1, "a series of one meeting has no every");
    require(
        (recurrence == Recurrence.MONTHLY) == !ordinals.isEmpty(),
        "ordinals says which weekdays of the month, and is for a monthly series");
    require(
        ORDINALS.containsAll(ordinals) && new TreeSet<>(ordinals).size() == ordinals.size(),
        "ordinals are 1 to 4, or -1 for the last, each once");
    ordinals =
        ordinals.stream().sorted((a, b) -> ORDINALS.indexOf(a) - ORDINALS.indexOf(b)).toList();
    require(
        recurrence != Recurrence.MONTHLY || Occurrences.isOneOf(firstDay, ordinals),
        "firstDay is one of the weekdays of the month that ordinals names");
    MeetingDetails.check(startTime, durationMinutes, address, onlineUrl, onlineOnly);
  }

  /** Once, or every week. */
  public NewMeetingSeries(
      Recurrence recurrence,
      LocalDate firstDay,
      @Nullable LocalDate lastDay,
      LocalTime startTime,
      int durationMinutes,
      @Nullable String address) {
    this(
        recurrence,
        1,
        List.of(),
        firstDay,
        lastDay,
        startTime,
        durationMinutes,
        address,
        null,
        false);
  }

  /** The same with an earlier end. */
  NewMeetingSeries endingOn(LocalDate day) {
    return new NewMeetingSeries(
        recurrence,
        every,
        ordinals,
        firstDay,
        recurrence == Recurrence.ONCE ? null : day,
        startTime,
        durationMinutes,
        address,
        onlineUrl,
        onlineOnly);
  }

  /** As read from the wire. */
  @JsonCreator
  static NewMeetingSeries read(
      @JsonProperty(value = "recurrence", required = true) @Nullable Recurrence recurrence,
      @JsonProperty("every") @Nullable Integer every,
      @JsonProperty("ordinals") @Nullable List<Integer> ordinals,
      @JsonProperty(value = "firstDay", required = true) @Nullable LocalDate firstDay,
      @JsonProperty("lastDay") @Nullable LocalDate lastDay,
      @JsonProperty(value = "startTime", required = true) @Nullable LocalTime startTime,
      @JsonProperty(value = "durationMinutes", required = true) int durationMinutes,
      @JsonProperty("address") @Nullable String address,
      @JsonProperty("onlineUrl") @Nullable String onlineUrl,
      @JsonProperty("onlineOnly") @Nullable Boolean onlineOnly) {
    if (recurrence == null || firstDay == null || startTime == null) {
      throw new IllegalArgumentException("recurrence, firstDay and startTime are needed");
    }
    return new NewMeetingSeries(
        recurrence,
        every == null ? 1 : every,
        ordinals == null ? List.of() : List.copyOf(ordinals),
        firstDay,
        lastDay,
        startTime,
        durationMinutes,
        address,
        onlineUrl,
        Boolean.TRUE.equals(onlineOnly));
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
