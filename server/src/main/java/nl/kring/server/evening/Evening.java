package nl.kring.server.evening;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import nl.kring.model.meeting.Meeting;
import nl.kring.server.platform.http.Conditions;
import org.jspecify.annotations.Nullable;

/**
 * A meeting as it is held.
 *
 * @param step null when its programme has none, or none any more
 * @param chair who leads the talk; null when nobody said who
 * @param guard who guards time and tension, and may pause it ("procesbewaker"); null likewise
 * @param headCounts the first count and its corrections, the last one holds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Evening(
    String groupId,
    Meeting meeting,
    @Nullable Step step,
    @Nullable Keeper chair,
    @Nullable Keeper guard,
    List<HeadCount> headCounts,
    @JsonIgnore long version) {

  /**
   * A step or session.
   *
   * @param number from 1 up
   * @param of how many there are
   * @param name null for a session without a name
   * @param text what is read aloud; null when none was loaded
   * @param isChosen whether somebody chose it, other than what the programme would have
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Step(
      int number, int of, @Nullable String name, @Nullable String text, boolean isChosen) {}

  /**
   * Who keeps the order.
   *
   * @param staffId null, with the name, for a participant: of participants nobody notes a name
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Keeper(@Nullable String staffId, @Nullable String name) {}

  /**
   * How many people there were.
   *
   * @param newcomers how many of them for the first time
   * @param byName who counted
   */
  public record HeadCount(int people, int newcomers, String byName) {}

  /** The entity tag that an {@code If-Match} must hold. */
  public String etag() {
    return Conditions.etag(version);
  }

  /** The count that holds; null when nobody counted. */
  @JsonIgnore
  public @Nullable HeadCount headCount() {
    return headCounts.isEmpty() ? null : headCounts.get(headCounts.size() - 1);
  }
}
