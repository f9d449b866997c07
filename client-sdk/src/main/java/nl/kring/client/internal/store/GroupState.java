package nl.kring.client.internal.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.kring.model.meeting.Meeting;
import nl.kring.model.time.IsoWeek;
import nl.kring.model.token.TokenKeySlice;
import org.jspecify.annotations.Nullable;

/** What the phone was last told about its group, and when it will draw. Immutable. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class GroupState {
  /** Of a phone that knows nothing yet. */
  static final GroupState EMPTY =
      new GroupState(null, null, null, null, Collections.emptyList(), Collections.emptyMap());

  private final @Nullable String groupId;
  private final @Nullable TokenKeySlice slice;
  private final @Nullable String sliceEtag;
  private final @Nullable String meetingsEtag;
  private final List<Meeting> meetings;
  private final Map<String, String> drawMoments;

  @JsonCreator
  GroupState(
      @JsonProperty("groupId") @Nullable String groupId,
      @JsonProperty("slice") @Nullable TokenKeySlice slice,
      @JsonProperty("sliceEtag") @Nullable String sliceEtag,
      @JsonProperty("meetingsEtag") @Nullable String meetingsEtag,
      @JsonProperty(value = "meetings", required = true) List<Meeting> meetings,
      @JsonProperty(value = "drawMoments", required = true) Map<String, String> drawMoments) {
    this.groupId = groupId;
    this.slice = slice;
    this.sliceEtag = sliceEtag;
    this.meetingsEtag = meetingsEtag;
    this.meetings = Collections.unmodifiableList(new ArrayList<>(meetings));
    this.drawMoments = Collections.unmodifiableMap(new LinkedHashMap<>(drawMoments));
  }

  /** Which group this is about; null when nothing is known. */
  @JsonProperty("groupId")
  public @Nullable String groupId() {
    return groupId;
  }

  /** The latest keys; null when there were none yet. */
  @JsonProperty("slice")
  public @Nullable TokenKeySlice slice() {
    return slice;
  }

  /** The ETag of {@link #slice()}; null when there was none. */
  @JsonProperty("sliceEtag")
  public @Nullable String sliceEtag() {
    return sliceEtag;
  }

  /** The ETag of {@link #meetings()}; null when there was none. */
  @JsonProperty("meetingsEtag")
  public @Nullable String meetingsEtag() {
    return meetingsEtag;
  }

  /** The latest meetings, soonest first. */
  @JsonProperty("meetings")
  public List<Meeting> meetings() {
    return meetings;
  }

  @JsonProperty("drawMoments")
  Map<String, String> drawMoments() {
    return drawMoments;
  }

  /** When the draw of this week is due; null when no moment was chosen yet. */
  public @Nullable Instant drawMoment(IsoWeek week) {
    String moment = drawMoments.get(week.toString());
    return moment == null ? null : Instant.parse(moment);
  }

  /** Whether slips are wanted, as latest known; false when nothing is known. */
  public boolean slipsWanted() {
    return slice != null && Boolean.TRUE.equals(slice.slipsWanted());
  }

  GroupState about(String newGroupId) {
    return newGroupId.equals(groupId)
        ? this
        : new GroupState(
            newGroupId, null, null, null, Collections.emptyList(), Collections.emptyMap());
  }

  GroupState with(TokenKeySlice newSlice, @Nullable String etag) {
    return new GroupState(groupId, newSlice, etag, meetingsEtag, meetings, drawMoments);
  }

  GroupState with(List<Meeting> newMeetings, @Nullable String etag) {
    return new GroupState(groupId, slice, sliceEtag, etag, newMeetings, drawMoments);
  }

  GroupState withDrawMoment(IsoWeek week, Instant moment) {
    // Only the coming week is ever planned, so that earlier moments have no use any more.
    return new GroupState(
        groupId,
        slice,
        sliceEtag,
        meetingsEtag,
        meetings,
        Collections.singletonMap(week.toString(), moment.toString()));
  }

  @Override
  public String toString() {
    return "GroupState";
  }
}
