package nl.kring.client.membership;

import java.time.Instant;
import nl.kring.model.membership.Membership;
import org.jspecify.annotations.Nullable;

/** How far a phone is that asked to take over a membership. Immutable. */
public final class Recovery {
  private final @Nullable Membership membership;
  private final @Nullable Instant takesEffectAt;

  private Recovery(@Nullable Membership membership, @Nullable Instant takesEffectAt) {
    this.membership = membership;
    this.takesEffectAt = takesEffectAt;
  }

  /** Ended: the phone has the membership. */
  public static Recovery done(Membership membership) {
    return new Recovery(membership, null);
  }

  /** Asked: the old phone can refuse it until this instant. */
  public static Recovery pendingUntil(Instant takesEffectAt) {
    return new Recovery(null, takesEffectAt);
  }

  /** The membership; null while it is pending. */
  public @Nullable Membership membership() {
    return membership;
  }

  /** From when a sync brings the membership, unless it is refused before; null when it is done. */
  public @Nullable Instant takesEffectAt() {
    return takesEffectAt;
  }

  /** Whether it has ended, or is still to take effect. */
  @Override
  public String toString() {
    return membership == null ? "Recovery pending" : "Recovery done";
  }
}
