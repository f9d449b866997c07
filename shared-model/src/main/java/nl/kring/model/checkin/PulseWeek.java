package nl.kring.model.checkin;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import nl.kring.model.time.IsoWeek;

/**
 * How a group was doing in one closed week: how often each answer was given.
 *
 * <p>Immutable, and unchangeable on the server once published. A week with too few slips has none.
 */
public final class PulseWeek {
  private final IsoWeek week;
  private final List<Integer> tension;
  private final List<Integer> urge;
  private final Map<TimeOut, Integer> timeOut;

  /**
   * As read from the wire.
   *
   * @param tension how often 1, 2, 3, 4 and 5 were answered, in that order
   * @param urge likewise
   * @param timeOut how often each answer was given; a missing one counts as 0
   * @throws IllegalArgumentException when a list does not have five entries
   */
  @JsonCreator
  public PulseWeek(
      @JsonProperty(value = "week", required = true) IsoWeek week,
      @JsonProperty(value = "tension", required = true) List<Integer> tension,
      @JsonProperty(value = "urge", required = true) List<Integer> urge,
      @JsonProperty(value = "timeOut", required = true) Map<TimeOut, Integer> timeOut) {
    if (tension.size() != 5 || urge.size() != 5) {
      throw new IllegalArgumentException("a histogram has five counts");
    }
    this.week = week;
    this.tension = Collections.unmodifiableList(new ArrayList<>(tension));
    this.urge = Collections.unmodifiableList(new ArrayList<>(urge));
    Map<TimeOut, Integer> all = new EnumMap<>(TimeOut.class);
    for (TimeOut value : TimeOut.values()) {
      Integer count = timeOut.get(value);
      all.put(value, count == null ? 0 : count);
    }
    this.timeOut = Collections.unmodifiableMap(all);
  }

  /** Which week. */
  @JsonProperty("week")
  public IsoWeek week() {
    return week;
  }

  /** How often tension 1 to 5 was answered, in that order. */
  @JsonProperty("tension")
  public List<Integer> tension() {
    return tension;
  }

  /** How often urge 1 to 5 was answered, in that order. */
  @JsonProperty("urge")
  public List<Integer> urge() {
    return urge;
  }

  /** How often each time-out answer was given; all three are present. */
  @JsonProperty("timeOut")
  public Map<TimeOut, Integer> timeOut() {
    return timeOut;
  }

  /** How many slips the week had. */
  public int slips() {
    return tension.stream().mapToInt(Integer::intValue).sum();
  }
}
