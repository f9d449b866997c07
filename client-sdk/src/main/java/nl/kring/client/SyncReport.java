package nl.kring.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one sync did, and what an app should know of it. Immutable. */
public final class SyncReport {
  private final int sent;
  private final int drawn;
  private final List<SyncNotice> notices;
  private final List<String> damagedFiles;
  private final @Nullable Instant retryAt;

  SyncReport(
      int sent,
      int drawn,
      List<SyncNotice> notices,
      List<String> damagedFiles,
      @Nullable Instant retryAt) {
    this.sent = sent;
    this.drawn = drawn;
    this.notices = Collections.unmodifiableList(new ArrayList<>(notices));
    this.damagedFiles = Collections.unmodifiableList(new ArrayList<>(damagedFiles));
    this.retryAt = retryAt;
  }

  /** How many slips the server now counted for the first time, as far as this phone knows. */
  public int sent() {
    return sent;
  }

  /** How many tokens were received. */
  public int drawn() {
    return drawn;
  }

  /** What happened besides, in order; empty when all is well. Unmodifiable. */
  public List<SyncNotice> notices() {
    return notices;
  }

  /** The notices of one kind, in order. */
  public List<SyncNotice> notices(SyncNotice.Kind kind) {
    List<SyncNotice> some = new ArrayList<>();
    for (SyncNotice notice : notices) {
      if (notice.kind() == kind) {
        some.add(notice);
      }
    }
    return some;
  }

  /**
   * Names of files that were found damaged and moved aside, kept in the directory until one leaves
   * or the app deletes them; told with every sync. Empty when all is well. Unmodifiable.
   */
  public List<String> damagedFiles() {
    return damagedFiles;
  }

  /** From when a next sync can do more; null when nothing waits for a moment. */
  public @Nullable Instant retryAt() {
    return retryAt;
  }

  SyncReport and(SyncReport later) {
    List<SyncNotice> both = new ArrayList<>(notices);
    both.addAll(later.notices);
    return new SyncReport(
        sent + later.sent, drawn + later.drawn, both, later.damagedFiles, later.retryAt);
  }

  /** The counts and notices, without days or weeks. */
  @Override
  public String toString() {
    return "SyncReport sent=" + sent + " drawn=" + drawn + " " + notices;
  }
}
