package nl.kring.server.group;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * For how many people a group has place, and who comes in.
 *
 * @param capacity null for any number
 * @param begins first day of a closed course, ISO 8601; null for a group that has no beginning
 * @param reopenedUntil last day on which a course that has begun lets its members back in; null
 *     when it does not
 * @param openedOn null while the group is being prepared
 * @param closedToNewcomers whether those who lead the group let nobody new in for now
 */
public record Places(
    @Nullable Integer capacity,
    @Nullable String begins,
    @Nullable String reopenedUntil,
    @Nullable String openedOn,
    boolean closedToNewcomers) {

  /** Whether the group has opened: one that is being prepared takes nobody in. */
  public boolean isOpen() {
    return openedOn != null;
  }

  /** Whether a course has begun, and newcomers are too late. */
  boolean isBegunOn(LocalDate today) {
    return begins != null && !today.isBefore(LocalDate.parse(begins)) && !isReopenedOn(today);
  }

  /** Whether members may come back in of whom all had to. */
  private boolean isReopenedOn(LocalDate today) {
    return reopenedUntil != null && !today.isAfter(LocalDate.parse(reopenedUntil));
  }

  /**
   * Why no code can be made for somebody today; empty when one can. A code that was made before a
   * group closed to newcomers still lets in whoever holds it: what was promised is kept.
   *
   * @param memberships how many there are
   */
  public Optional<String> whyNoCode(int memberships, LocalDate today) {
    return closedToNewcomers && !isReopenedOn(today)
        ? Optional.of("the group is closed to newcomers")
        : whyShut(memberships, today);
  }

  /**
   * Why nobody can join today; empty when somebody can.
   *
   * @param memberships how many there are
   */
  public Optional<String> whyShut(int memberships, LocalDate today) {
    if (isBegunOn(today)) {
      return Optional.of("the course has begun");
    }
    return capacity != null && memberships >= capacity
        ? Optional.of("the group is full")
        : Optional.empty();
  }
}
