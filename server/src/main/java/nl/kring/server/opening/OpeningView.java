package nl.kring.server.opening;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.kring.model.group.SupportGroup;
import nl.kring.model.problem.Missing;
import org.jspecify.annotations.Nullable;

/**
 * What the page on who leads a group shows.
 *
 * @param typed what was typed of the backing and could not be kept, else what there is
 * @param isCoordinator whether the reader decides who leads
 * @param mayChange whether the reader may change the rest; not for a substitute
 */
public record OpeningView(
    SupportGroup group,
    Leadership leadership,
    Typed typed,
    boolean isCoordinator,
    boolean mayChange,
    String readerId,
    LocalDate today) {

  private static final List<String> CODES =
      List.of(
          "second-facilitator", "backstop", "safe-home-region", "hand-over", "red-flag-protocol");

  /** The fields of the form, empty where there is nothing. */
  public record Typed(String name, String organisation, String phone, String region) {
    static Typed of(Leadership leadership) {
      Backing backing = leadership.backing();
      Backstop backstop = backing.backstop();
      String region =
          Stream.of(backing.safeHomeRegion(), leadership.suggestedSafeHomeRegion())
              .filter(Objects::nonNull)
              .findFirst()
              .orElse("");
      return backstop == null
          ? new Typed("", "", "", region)
          : new Typed(backstop.name(), backstop.organisation(), backstop.phone(), region);
    }
  }

  /**
   * One thing that must be there.
   *
   * @param who owes it, names joined with commas; empty when it is nobody's in particular
   * @param url where the reader can do it; null when it is another's to do
   */
  public record Check(String code, boolean isDone, String who, @Nullable String url) {}

  /** Whether the group has opened. */
  public boolean isOpen() {
    return leadership.openedOn() != null;
  }

  /** Everything that must be there, in the order in which one does it. */
  public List<Check> checks() {
    return CODES.stream().map(this::check).toList();
  }

  private Check check(String code) {
    List<Missing> owed =
        leadership.missing().stream().filter(each -> each.code().equals(code)).toList();
    return new Check(
        code,
        owed.isEmpty(),
        leadership.facilitators().stream()
            .filter(each -> owed.stream().anyMatch(one -> each.staffId().equals(one.staffId())))
            .map(Leadership.Facilitator::name)
            .collect(Collectors.joining(", ")),
        url(code, owed.stream().anyMatch(each -> readerId.equals(each.staffId()))));
  }

  private @Nullable String url(String code, boolean isOwn) {
    return switch (code) {
      case "backstop", "safe-home-region" -> mayChange ? "#backing" : null;
      case "hand-over" -> isOwn ? "/staff/hand-over" : null;
      case "red-flag-protocol" -> isOwn ? "/staff/protocol" : null;
      default -> null;
    };
  }
}
