package nl.kring.client;

import java.time.LocalDate;
import java.util.Objects;
import nl.kring.model.problem.ProblemType;
import nl.kring.model.time.IsoWeek;
import org.jspecify.annotations.Nullable;

/** One thing a sync has to tell. Immutable; holds no answer, token, group or membership. */
public final class SyncNotice {
  /** What happened. */
  public enum Kind {
    /** The server refused a slip for good; the check-in stays on the phone. */
    SLIP_SET_ASIDE,
    /** A slip was not counted before its week closed; the check-in stays on the phone. */
    SLIP_TOO_LATE,
    /** A week's tokens were refused, or do not verify: that week's slips cannot be sent. */
    DRAW_SET_ASIDE,
    /** A week's tokens were drawn by another phone: that week's slips cannot be sent from here. */
    DRAWN_ELSEWHERE,
    /** The group has no keys yet; check-ins stay on the phone until it has. */
    KEYS_NOT_READY,
    /**
     * The server shows this phone keys that may not be everybody's: nothing is drawn for that week,
     * because its slips could be told apart. Check-ins stay on the phone.
     */
    KEYS_REFUSED,
    /** Something did not succeed now, and is tried again by a later sync. Nothing is lost. */
    WAITING,
    /** The server does not accept this phone's membership any more; check-ins stay. */
    MEMBERSHIP_REFUSED,
    /** The membership is another phone's now, as was announced here; check-ins stay. */
    MEMBERSHIP_MOVED,
    /** Another phone asked to take this membership over; told at each sync until it is refused. */
    RECOVERY_PENDING,
    /** This phone took a membership over from another. */
    RECOVERED,
    /** This phone will not get the membership that it asked for; its code is void. */
    RECOVERY_REFUSED,
    /** The server now knows that this phone left its group. */
    LEFT
  }

  private final Kind kind;
  private final @Nullable ProblemType problem;
  private final @Nullable LocalDate day;
  private final @Nullable IsoWeek week;
  private final @Nullable KeyRefusal keyRefusal;

  /** Of one thing; see the methods for what may be null. */
  public SyncNotice(
      Kind kind, @Nullable ProblemType problem, @Nullable LocalDate day, @Nullable IsoWeek week) {
    this(kind, problem, day, week, null);
  }

  /** The same, about keys that are not taken. */
  public SyncNotice(
      Kind kind,
      @Nullable ProblemType problem,
      @Nullable LocalDate day,
      @Nullable IsoWeek week,
      @Nullable KeyRefusal keyRefusal) {
    this.kind = Objects.requireNonNull(kind, "kind is missing");
    this.problem = problem;
    this.day = day;
    this.week = week;
    this.keyRefusal = keyRefusal;
  }

  /** What happened. */
  public Kind kind() {
    return kind;
  }

  /**
   * What the server said; null when it said nothing, for example because it was not reached, and
   * {@link ProblemType#UNKNOWN} when this version does not know it.
   */
  public @Nullable ProblemType problem() {
    return problem;
  }

  /** Whose slip it is about (Europe/Amsterdam); null when it is not about a slip. */
  public @Nullable LocalDate day() {
    return day;
  }

  /** Whose draw it is about; null when it is not about a draw. */
  public @Nullable IsoWeek week() {
    return week;
  }

  /** Why keys are not taken; null when it is not about that. */
  public @Nullable KeyRefusal keyRefusal() {
    return keyRefusal;
  }

  /** The kind and the problem, without day or week. */
  @Override
  public String toString() {
    return "SyncNotice "
        + kind
        + (problem == null ? "" : " " + problem)
        + (keyRefusal == null ? "" : " " + keyRefusal);
  }
}
