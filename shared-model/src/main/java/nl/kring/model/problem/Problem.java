package nl.kring.model.problem;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A problem as RFC 9457 writes it ({@code application/problem+json}). Immutable. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class Problem {
  private final String type;
  private final String title;
  private final int status;
  private final @Nullable String detail;
  private final @Nullable String serverTime;
  private final @Nullable String incident;
  private final @Nullable List<Missing> missing;

  /** As read from the wire; every field may be missing there. */
  @JsonCreator
  public Problem(
      @JsonProperty("type") @Nullable String type,
      @JsonProperty("title") @Nullable String title,
      @JsonProperty("status") int status,
      @JsonProperty("detail") @Nullable String detail,
      @JsonProperty("serverTime") @Nullable String serverTime,
      @JsonProperty("incident") @Nullable String incident,
      @JsonProperty("missing") @Nullable List<Missing> missing) {
    this.type = type == null ? "about:blank" : type;
    this.title = title == null ? "" : title;
    this.status = status;
    this.detail = detail;
    this.serverTime = serverTime;
    this.incident = incident;
    this.missing = missing == null ? null : List.copyOf(missing);
  }

  /** One that lists nothing missing. */
  public Problem(
      @Nullable String type,
      @Nullable String title,
      int status,
      @Nullable String detail,
      @Nullable String serverTime,
      @Nullable String incident) {
    this(type, title, status, detail, serverTime, incident, null);
  }

  /** A problem of a known type. */
  public static Problem of(ProblemType type, @Nullable String detail) {
    return new Problem(type.uri(), type.title(), type.status(), detail, null, null);
  }

  /** The same problem, telling the server's time, for a phone whose clock is wrong. */
  public Problem withServerTime(Instant now) {
    return new Problem(type, title, status, detail, now.toString(), incident, missing);
  }

  /** The same problem, with the id under which the server logged it. */
  public Problem withIncident(String id) {
    return new Problem(type, title, status, detail, serverTime, id, missing);
  }

  /** The same problem, listing what is missing. */
  public Problem withMissing(List<Missing> all) {
    return new Problem(type, title, status, detail, serverTime, incident, all);
  }

  /** The type as a URI reference. */
  @JsonProperty("type")
  public String type() {
    return type;
  }

  /** The type as this version knows it. */
  public ProblemType known() {
    return ProblemType.ofUri(type);
  }

  /** A short sentence for people. */
  @JsonProperty("title")
  public String title() {
    return title;
  }

  /** The HTTP status. */
  @JsonProperty("status")
  public int status() {
    return status;
  }

  /** What is wrong in this case; null when there is no more to say. */
  @JsonProperty("detail")
  public @Nullable String detail() {
    return detail;
  }

  /** The server's time (ISO 8601, UTC), only where a phone's clock was out of step. */
  @JsonProperty("serverTime")
  public @Nullable String serverTime() {
    return serverTime;
  }

  /** Under which id the server logged a fault of its own; only with status 500. */
  @JsonProperty("incident")
  public @Nullable String incident() {
    return incident;
  }

  /** Everything that is missing, only where several things must be there first. */
  @JsonProperty("missing")
  public @Nullable List<Missing> missing() {
    return missing;
  }
}
