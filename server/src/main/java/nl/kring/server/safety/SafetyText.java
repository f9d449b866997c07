package nl.kring.server.safety;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import nl.kring.server.platform.audit.Act;
import org.jspecify.annotations.Nullable;

/** What those who lead read, and say that they have read. */
public enum SafetyText {
  /** What to do at a red flag; once a year (S12). */
  RED_FLAG_PROTOCOL(Act.PROTOCOL_ACKNOWLEDGED, 12),
  /** When self-help alone does not fit, and to whom to hand over; once (S13). */
  HAND_OVER(Act.HAND_OVER_ACKNOWLEDGED, null);

  private static final int MONTHS_AHEAD = 1;

  private final Act act;
  private final @Nullable Integer validMonths;

  SafetyText(Act act, @Nullable Integer validMonths) {
    this.act = act;
    this.validMonths = validMonths;
  }

  /** As all names on the wire: lower case, with hyphens. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The text of this name on the wire; empty when there is none. */
  public static Optional<SafetyText> ofWireName(String name) {
    for (SafetyText text : values()) {
      if (text.wireName().equals(name)) {
        return Optional.of(text);
      }
    }
    return Optional.empty();
  }

  Act act() {
    return act;
  }

  /** The first day on which what was acknowledged on {@code day} no longer counts; or null. */
  @Nullable LocalDate endsOn(LocalDate day) {
    return validMonths == null ? null : day.plusMonths(validMonths);
  }

  /** Whether what was acknowledged on {@code day}, null for never, still counts on another day. */
  public boolean isValid(@Nullable LocalDate day, LocalDate on) {
    return day != null && isBefore(on, endsOn(day));
  }

  /** Whether it is time to read it again, a month ahead. */
  boolean isDue(@Nullable LocalDate day, LocalDate on) {
    return !isValid(day, on.plusMonths(MONTHS_AHEAD));
  }

  private static boolean isBefore(LocalDate day, @Nullable LocalDate end) {
    return end == null || day.isBefore(end);
  }
}
