package nl.kring.server.meeting;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Days on which a group does not meet as it always does, and after which it does so again by
 * itself. What was decided for one meeting goes before it.
 *
 * @param lastDay the day itself is part of it
 * @param address of a closed location: where the group meets meanwhile; null when nowhere
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MeetingPause(
    Kind kind, LocalDate firstDay, LocalDate lastDay, @Nullable String address) {
  /** The order of lists, the same on every server. */
  public static final Comparator<MeetingPause> EARLIEST =
      Comparator.comparing(MeetingPause::firstDay)
          .thenComparing(MeetingPause::lastDay)
          .thenComparing(MeetingPause::kind)
          .thenComparing(pause -> pause.address() == null ? "" : pause.address());

  /** How many days after its first day the last one is, at the most. */
  public static final int LONGEST_DAYS = 366;

  private static final int MAX_LENGTH = 200;

  /** Why. */
  public enum Kind {
    /** There are no meetings, as in summer. */
    NO_MEETINGS,
    /** The location is closed: the group meets elsewhere, or online, or not at all. */
    LOCATION_CLOSED;

    /** The name on the wire. */
    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads the name on the wire. */
    @JsonCreator
    public static Kind ofWireName(String text) {
      for (Kind value : values()) {
        if (value.wireName().equals(text)) {
          return value;
        }
      }
      throw new IllegalArgumentException("kind is no-meetings or location-closed");
    }
  }

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong
   */
  public MeetingPause {
    if (lastDay.isBefore(firstDay) || lastDay.isAfter(firstDay.plusDays(LONGEST_DAYS))) {
      throw new IllegalArgumentException(
          "lastDay is 0 to " + LONGEST_DAYS + " days after firstDay");
    }
    if (address != null
        && (kind == Kind.NO_MEETINGS || address.isBlank() || address.length() > MAX_LENGTH)) {
      throw new IllegalArgumentException(
          "address is for a closed location, and has 1 to " + MAX_LENGTH + " characters");
    }
  }

  /** As read from the wire. */
  @JsonCreator
  static MeetingPause read(
      @JsonProperty(value = "kind", required = true) @Nullable Kind kind,
      @JsonProperty(value = "firstDay", required = true) @Nullable LocalDate firstDay,
      @JsonProperty(value = "lastDay", required = true) @Nullable LocalDate lastDay,
      @JsonProperty("address") @Nullable String address) {
    if (kind == null || firstDay == null || lastDay == null) {
      throw new IllegalArgumentException("kind, firstDay and lastDay are needed");
    }
    return new MeetingPause(kind, firstDay, lastDay, address);
  }

  /** Whether a day is part of it. */
  public boolean covers(LocalDate day) {
    return !day.isBefore(firstDay) && !day.isAfter(lastDay);
  }
}
