package nl.kring.server.platform.http;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import nl.kring.model.problem.Missing;
import nl.kring.model.problem.Problem;
import nl.kring.model.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem (RFC 9457). Its detail is shown to whoever asked. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ProblemType type;
  private final @Nullable String detail;
  private @Nullable Duration retryAfter;
  private @Nullable Instant serverTime;
  private @Nullable String challenge;
  private transient @Nullable List<Missing> missing;

  /** A problem that needs no more words than its title. */
  public ProblemException(ProblemType type) {
    this(type, null);
  }

  /** A problem, and what is wrong in this case. */
  public ProblemException(ProblemType type, @Nullable String detail) {
    super(type.name(), null, false, false);
    this.type = type;
    this.detail = detail;
  }

  /** Adds {@code Retry-After}, rounded up to whole seconds. */
  public ProblemException retryAfter(Duration wait) {
    this.retryAfter = wait;
    return this;
  }

  /** Tells the server's time. */
  public ProblemException serverTime(Instant now) {
    this.serverTime = now;
    return this;
  }

  /** Lists what is missing. */
  public ProblemException missing(List<Missing> all) {
    this.missing = List.copyOf(all);
    return this;
  }

  /** Adds {@code WWW-Authenticate}. */
  public ProblemException challenge(String value) {
    this.challenge = value;
    return this;
  }

  /** For people at a terminal; {@link Traces} keeps it out of logs. */
  @Override
  public String getMessage() {
    return detail == null ? type.name() : type.name() + ": " + detail;
  }

  /** Its type. */
  public ProblemType type() {
    return type;
  }

  /** How long to wait before trying again, in whole seconds, rounded up. */
  public OptionalLong retryAfterSeconds() {
    return retryAfter == null
        ? OptionalLong.empty()
        : OptionalLong.of(retryAfter.plusMillis(999).toSeconds());
  }

  /** What to send. */
  Problem problem() {
    Problem problem = Problem.of(type, detail);
    List<Missing> all = missing;
    if (all != null) {
      problem = problem.withMissing(all);
    }
    return serverTime == null ? problem : problem.withServerTime(serverTime);
  }

  @Nullable Duration retryAfter() {
    return retryAfter;
  }

  @Nullable String challenge() {
    return challenge;
  }
}
