package nl.kring.server.meeting;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import java.util.List;
import nl.kring.model.meeting.MeetingStatus;
import nl.kring.server.platform.http.Conditions;
import org.jspecify.annotations.Nullable;

/**
 * All that is planned for a group, as those who lead it change it.
 *
 * @param version goes up with each change
 */
public record Planning(String groupId, long version, List<Series> series, List<Pause> pauses) {

  /** The entity tag that an {@code If-Match} must hold. */
  public String etag() {
    return Conditions.etag(version);
  }

  /** A series with what was decided for single meetings of it. */
  public record Series(
      String seriesId, @JsonUnwrapped NewMeetingSeries content, List<Change> changes) {}

  /** A meeting that is not as its series says. */
  public record Change(
      LocalDate ofDay,
      MeetingStatus status,
      @JsonUnwrapped @JsonInclude(JsonInclude.Include.NON_NULL)
          MeetingChange.@Nullable Moved moved) {
    /** What was decided for the meeting of that day. */
    public static Change of(LocalDate day, MeetingChange change) {
      return new Change(
          day,
          change.moved() == null ? MeetingStatus.CANCELLED : MeetingStatus.CHANGED,
          change.moved());
    }
  }

  /** Days without the usual meetings. */
  public record Pause(String pauseId, @JsonUnwrapped MeetingPause content) {}
}
