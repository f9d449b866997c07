package nl.kring.client.internal.http;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import nl.kring.client.ProblemException;
import nl.kring.model.WireJson;
import nl.kring.model.problem.Problem;
import nl.kring.model.problem.ProblemType;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** What the server answered. Immutable. */
public final class Answer {
  private static final long MAX_BODY_BYTES = 1 << 20;

  private final int status;
  private final byte[] body;
  private final @Nullable String etag;
  private final @Nullable String retryAfter;
  private final boolean asksForToken;

  private Answer(
      int status,
      byte[] body,
      @Nullable String etag,
      @Nullable String retryAfter,
      boolean asksForToken) {
    this.status = status;
    this.body = body;
    this.etag = etag;
    this.retryAfter = retryAfter;
    this.asksForToken = asksForToken;
  }

  static Answer of(Response response) throws IOException {
    BufferedSource source = response.body().source();
    if (source.request(MAX_BODY_BYTES + 1)) {
      throw new IOException("the answer is too large");
    }
    String challenge = response.header("WWW-Authenticate");
    return new Answer(
        response.code(),
        source.readByteArray(),
        response.header("ETag"),
        response.header("Retry-After"),
        challenge != null && challenge.regionMatches(true, 0, "PrivateToken", 0, 12));
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Whether it is a success. */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** Whether the same may succeed later: 408, 425, 429, 5xx, and what no server of ours answers. */
  public boolean isPassing() {
    return status == 408 || status == 425 || status == 429 || status < 400 || status >= 500;
  }

  /** Whether the server is certain not to have acted: it refused before looking. */
  public boolean isCertainlyUndone() {
    return status == 425 || status == 429;
  }

  /** Whether it is a 401 that asks for a Privacy Pass token (RFC 9577). */
  public boolean asksForToken() {
    return status == 401 && (asksForToken || problemType() == ProblemType.TOKEN_REJECTED);
  }

  /** The ETag; null when there is none. */
  public @Nullable String etag() {
    return etag;
  }

  /** The body as a wire type; an {@link IOException} when it is another. */
  public <T> T read(Class<T> type) throws IOException {
    return WireJson.read(body, type);
  }

  /** The problem in the body; null when there is none that can be read. */
  public @Nullable Problem problem() {
    try {
      return body.length == 0 ? null : WireJson.read(body, Problem.class);
    } catch (IOException e) {
      return null;
    }
  }

  /** The type of the problem; {@link ProblemType#UNKNOWN} when this version knows none. */
  public ProblemType problemType() {
    Problem problem = problem();
    return problem == null ? ProblemType.UNKNOWN : problem.known();
  }

  /** This answer as what a caller is told who asked for one thing and did not get it. */
  public ProblemException refusal(Instant now) {
    Problem problem = problem();
    return new ProblemException(
        problemType(), problem == null ? null : problem.detail(), retryAfter(now));
  }

  /** How long the server asks to wait; null when it does not say. */
  public @Nullable Duration retryAfter(Instant now) {
    String text = retryAfter;
    if (text == null) {
      return null;
    }
    try {
      return Duration.ofSeconds(Math.max(0, Long.parseLong(text.trim())));
    } catch (NumberFormatException e) {
      return untilDate(text, now);
    }
  }

  private static @Nullable Duration untilDate(String text, Instant now) {
    try {
      Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return date.isBefore(now) ? Duration.ZERO : Duration.between(now, date);
    } catch (DateTimeException e) {
      return null;
    }
  }

  @Override
  public String toString() {
    return "Answer";
  }
}
