package nl.kring.model.checkin;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The published weeks of one group, oldest first, eight at the most. Immutable. */
public final class Pulse {
  private final String groupId;
  private final List<PulseWeek> weeks;

  /** As read from the wire. */
  @JsonCreator
  public Pulse(
      @JsonProperty(value = "groupId", required = true) String groupId,
      @JsonProperty(value = "weeks", required = true) List<PulseWeek> weeks) {
    this.groupId = groupId;
    this.weeks = Collections.unmodifiableList(new ArrayList<>(weeks));
  }

  /** Which group. */
  @JsonProperty("groupId")
  public String groupId() {
    return groupId;
  }

  /** Published weeks, oldest first; a week with too few slips is not among them. */
  @JsonProperty("weeks")
  public List<PulseWeek> weeks() {
    return weeks;
  }
}
