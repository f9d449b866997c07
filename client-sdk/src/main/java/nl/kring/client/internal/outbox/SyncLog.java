package nl.kring.client.internal.outbox;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import nl.kring.client.KeyRefusal;
import nl.kring.client.SyncNotice;
import nl.kring.client.SyncNotice.Kind;
import nl.kring.model.problem.ProblemType;
import nl.kring.model.time.IsoWeek;
import org.jspecify.annotations.Nullable;

/** What a sync has to tell, gathered while it runs. Not thread-safe. */
public final class SyncLog {
  private final List<SyncNotice> notices = new ArrayList<>();
  private int sent;
  private int drawn;

  /** About one day's slip. */
  public void slip(Kind kind, @Nullable ProblemType problem, LocalDate day) {
    notices.add(new SyncNotice(kind, problem, day, null));
  }

  /** About one week's draw. */
  public void draw(Kind kind, @Nullable ProblemType problem, IsoWeek week) {
    notices.add(new SyncNotice(kind, problem, null, week));
  }

  /** The keys of a week are not taken. */
  public void refusedKeys(KeyRefusal why, IsoWeek week) {
    notices.add(new SyncNotice(Kind.KEYS_REFUSED, null, null, week, why));
  }

  /** About neither. */
  public void tell(Kind kind, @Nullable ProblemType problem) {
    notices.add(new SyncNotice(kind, problem, null, null));
  }

  /** A slip was counted for the first time. */
  public void countSent() {
    sent++;
  }

  /** Tokens were received. */
  public void countDrawn(int tokens) {
    drawn += tokens;
  }

  /** Slips counted for the first time. */
  public int sent() {
    return sent;
  }

  /** Tokens received. */
  public int drawn() {
    return drawn;
  }

  /** Everything told, in order. */
  public List<SyncNotice> notices() {
    return notices;
  }
}
