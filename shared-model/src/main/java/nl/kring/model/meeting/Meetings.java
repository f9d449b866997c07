package nl.kring.model.meeting;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The coming meetings of one group, soonest first. Immutable. */
public final class Meetings {
  private final String groupId;
  private final List<Meeting> meetings;

  /** As read from the wire. */
  @JsonCreator
  public Meetings(
      @JsonProperty(value = "groupId", required = true) String groupId,
      @JsonProperty(value = "meetings", required = true) List<Meeting> meetings) {
    this.groupId = groupId;
    this.meetings = Collections.unmodifiableList(new ArrayList<>(meetings));
  }

  /** Which group. */
  @JsonProperty("groupId")
  public String groupId() {
    return groupId;
  }

  /** Soonest first. */
  @JsonProperty("meetings")
  public List<Meeting> meetings() {
    return meetings;
  }
}
