package nl.kring.server.opening;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import java.util.List;
import nl.kring.model.problem.Missing;
import org.jspecify.annotations.Nullable;

/**
 * Who leads a group, and what it falls back on.
 *
 * @param openedOn null while it is being prepared
 * @param facilitators by name
 * @param suggestedSafeHomeRegion what this server's settings say of its municipality; or null
 * @param missing what it lacks: before it opens, or since; empty when all is there
 * @param substitutes those whose day is not over, earliest first
 * @param colleagues other facilitators of the provider, by name, who can stand in
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Leadership(
    String groupId,
    @Nullable LocalDate openedOn,
    List<Facilitator> facilitators,
    @JsonUnwrapped Backing backing,
    @Nullable String suggestedSafeHomeRegion,
    List<Missing> missing,
    List<Substitute> substitutes,
    List<Colleague> colleagues) {

  /**
   * Somebody who leads the group.
   *
   * @param handOverOn when they acknowledged the hand-over text; null for never
   * @param protocolOn when they last acknowledged the red-flag protocol; null for never
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Facilitator(
      String staffId,
      String name,
      @Nullable LocalDate handOverOn,
      @Nullable LocalDate protocolOn) {}

  /** Somebody who leads it on one day, until 06:00 of the next. */
  public record Substitute(String substituteId, String staffId, String name, LocalDate day) {}

  /** Somebody who could. */
  public record Colleague(String staffId, String name) {}
}
