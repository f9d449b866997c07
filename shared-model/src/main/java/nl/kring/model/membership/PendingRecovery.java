package nl.kring.model.membership;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import nl.kring.model.time.IsoWeek;

/**
 * A recovery that was asked and has not taken effect: until then the old phone can refuse it.
 * Immutable.
 */
public final class PendingRecovery {
  private static final int DAYS = 2;
  private static final LocalTime TIME = LocalTime.of(4, 0);

  private final LocalDate askedOn;
  private final Instant takesEffectAt;

  /** As read from the wire. */
  @JsonCreator
  public PendingRecovery(
      @JsonProperty(value = "askedOn", required = true) LocalDate askedOn,
      @JsonProperty(value = "takesEffectAt", required = true) Instant takesEffectAt) {
    this.askedOn = askedOn;
    this.takesEffectAt = takesEffectAt;
  }

  /** Asked on this day: it takes effect on the second day after it at 04:00, Europe/Amsterdam. */
  public static PendingRecovery of(LocalDate askedOn) {
    return new PendingRecovery(
        askedOn, askedOn.plusDays(DAYS).atTime(TIME).atZone(IsoWeek.ZONE).toInstant());
  }

  /** The day on which it was asked (Europe/Amsterdam). */
  @JsonProperty("askedOn")
  public LocalDate askedOn() {
    return askedOn;
  }

  /** From when the membership is the new phone's. */
  @JsonProperty("takesEffectAt")
  public Instant takesEffectAt() {
    return takesEffectAt;
  }

  /** Whether it takes effect by this instant. */
  public boolean isDueAt(Instant now) {
    return !now.isBefore(takesEffectAt);
  }

  @Override
  public String toString() {
    return "PendingRecovery";
  }
}
