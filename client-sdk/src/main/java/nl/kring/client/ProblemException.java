package nl.kring.client;

import java.time.Duration;
import nl.kring.model.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** The server refused what was asked, or asks to wait; its type says which. Immutable. */
public final class ProblemException extends RuntimeException {
  private final ProblemType type;
  private final @Nullable Duration retryAfter;

  /** Of a problem; {@code retryAfter} is null when the server does not say. */
  public ProblemException(
      ProblemType type, @Nullable String detail, @Nullable Duration retryAfter) {
    super(detail == null ? type.title() : type.title() + ": " + detail);
    this.type = type;
    this.retryAfter = retryAfter;
  }

  /** Which problem; {@link ProblemType#UNKNOWN} when this version does not know it. */
  public ProblemType type() {
    return type;
  }

  /** How long the server asks to wait; null when it does not say. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
