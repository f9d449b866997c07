package nl.kring.client.checkin;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.Objects;
import nl.kring.model.checkin.TimeOut;
import org.jspecify.annotations.Nullable;

/**
 * How one day went, for oneself. Immutable.
 *
 * <p>Only tension, urge and time-out ever leave the phone, as an anonymous slip; the lapse and the
 * step stay on it. There is no room for text.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class CheckIn {
  /** The highest number of a step. */
  public static final int MAX_STEP = 99;

  private final LocalDate day;
  private final int tension;
  private final int urge;
  private final TimeOut timeOut;
  private final boolean lapse;
  private final @Nullable Integer step;

  @JsonCreator
  CheckIn(
      @JsonProperty(value = "day", required = true) LocalDate day,
      @JsonProperty(value = "tension", required = true) int tension,
      @JsonProperty(value = "urge", required = true) int urge,
      @JsonProperty(value = "timeOut", required = true) @Nullable TimeOut timeOut,
      @JsonProperty(value = "lapse", required = true) boolean lapse,
      @JsonProperty("step") @Nullable Integer step) {
    this.day = Objects.requireNonNull(day, "day is missing");
    this.tension = inRange("tension", tension, 5);
    this.urge = inRange("urge", urge, 5);
    if (timeOut == null) {
      throw new IllegalArgumentException("timeOut is missing");
    }
    this.timeOut = timeOut;
    this.lapse = lapse;
    this.step = step == null ? null : Integer.valueOf(inRange("step", step, MAX_STEP));
  }

  private static int inRange(String field, int value, int max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(field + " must be 1 to " + max);
    }
    return value;
  }

  /** Begins the check-in of a day (Europe/Amsterdam); tension, urge and time-out must be given. */
  public static Builder builder(LocalDate day) {
    return new Builder(day);
  }

  /** Which day, in Europe/Amsterdam. */
  @JsonProperty("day")
  public LocalDate day() {
    return day;
  }

  /** How tense the day was, 1 (low) to 5 (high). */
  @JsonProperty("tension")
  public int tension() {
    return tension;
  }

  /** How strong the urge was, 1 (low) to 5 (high). */
  @JsonProperty("urge")
  public int urge() {
    return urge;
  }

  /** Whether a time-out was taken. */
  @JsonProperty("timeOut")
  public TimeOut timeOut() {
    return timeOut;
  }

  /** Whether it went wrong ("het ging mis"); never leaves the phone. */
  @JsonProperty("lapse")
  public boolean lapse() {
    return lapse;
  }

  /** The step worked on, 1 to {@link #MAX_STEP}; null when none. Never leaves the phone. */
  @JsonProperty("step")
  public @Nullable Integer step() {
    return step;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof CheckIn)) {
      return false;
    }
    CheckIn that = (CheckIn) other;
    return day.equals(that.day)
        && tension == that.tension
        && urge == that.urge
        && timeOut == that.timeOut
        && lapse == that.lapse
        && Objects.equals(step, that.step);
  }

  @Override
  public int hashCode() {
    return Objects.hash(day, tension, urge, timeOut, lapse, step);
  }

  /** Only the type: answers are never printed. */
  @Override
  public String toString() {
    return "CheckIn";
  }

  /** Gathers the answers of a day. Not thread-safe. */
  public static final class Builder {
    private final LocalDate day;
    private int tension;
    private int urge;
    private @Nullable TimeOut timeOut;
    private boolean lapse;
    private @Nullable Integer step;

    private Builder(LocalDate day) {
      this.day = day;
    }

    /** How tense the day was, 1 (low) to 5 (high). */
    public Builder tension(int tension) {
      this.tension = tension;
      return this;
    }

    /** How strong the urge was, 1 (low) to 5 (high). */
    public Builder urge(int urge) {
      this.urge = urge;
      return this;
    }

    /** Whether a time-out was taken. */
    public Builder timeOut(TimeOut timeOut) {
      this.timeOut = timeOut;
      return this;
    }

    /** Whether it went wrong; false unless said. */
    public Builder lapse(boolean lapse) {
      this.lapse = lapse;
      return this;
    }

    /** The step worked on, 1 to {@link CheckIn#MAX_STEP}; null, as when not said, for none. */
    public Builder step(@Nullable Integer step) {
      this.step = step;
      return this;
    }

    /**
     * The check-in.
     *
     * @throws IllegalArgumentException when an answer is missing or outside its range; the message
     *     names the field
     */
    public CheckIn build() {
      return new CheckIn(day, tension, urge, timeOut, lapse, step);
    }

    /** Only the type: answers are never printed. */
    @Override
    public String toString() {
      return "CheckIn.Builder";
    }
  }
}
