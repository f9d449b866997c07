package nl.kring.client;

import java.io.File;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import nl.kring.client.checkin.CheckIns;
import nl.kring.client.internal.directory.DirectoryLook;
import nl.kring.client.internal.membership.Recoveries;
import nl.kring.client.internal.outbox.Backoff;
import nl.kring.client.internal.outbox.Outbox;
import nl.kring.client.internal.outbox.SyncLog;
import nl.kring.client.internal.store.Phone;
import nl.kring.client.internal.store.Totals;
import nl.kring.client.internal.tokens.MemberSync;
import nl.kring.client.meetings.MeetingsOfGroup;
import nl.kring.client.membership.Memberships;
import org.jspecify.annotations.Nullable;

/**
 * The one door an app opens: everything a participant's phone does with Kring.
 *
 * <pre>{@code
 * Kring kring = Kring.builder(new File(filesDir, "kring"), "https://kring.example").build();
 * kring.membership().join("appel-boom-fiets-tafel-water");       // blocks on the network
 * kring.checkIns().record(
 *     CheckIn.builder(LocalDate.now(IsoWeek.ZONE))
 *         .tension(3).urge(2).timeOut(TimeOut.USED).build());    // a file, never the network
 * SyncReport report = kring.sync();                              // from the app's own worker
 * for (SyncNotice notice : report.notices()) { show(notice.kind(), notice.problem()); }
 * List<Meeting> meetings = kring.meetings().upcoming();
 * int waiting = kring.journal().waiting();
 * kring.membership().leave();                                    // wipes the phone, then tells
 * }</pre>
 *
 * <p>It owns no thread. Thread-safe: one lock guards what is on the phone and is never held during
 * a network call, so that a check-in is kept at once while a sync is waiting; network calls take
 * turns, one at a time. Open a directory once at a time. Nothing is logged.
 */
public final class Kring {
  private final Phone phone;
  private final Outbox outbox;
  private final DirectoryLook directoryLook;
  private final MemberSync memberSync;
  private final Recoveries recoveries;
  private final Backoff backoff;
  private final ReentrantLock network;
  private final CheckIns checkIns;
  private final MeetingsOfGroup meetings;
  private final Memberships membership;

  Kring(
      Phone phone,
      Outbox outbox,
      DirectoryLook directoryLook,
      MemberSync memberSync,
      Recoveries recoveries,
      Backoff backoff,
      ReentrantLock network,
      CheckIns checkIns,
      MeetingsOfGroup meetings,
      Memberships membership) {
    this.phone = phone;
    this.outbox = outbox;
    this.directoryLook = directoryLook;
    this.memberSync = memberSync;
    this.recoveries = recoveries;
    this.backoff = backoff;
    this.network = network;
    this.checkIns = checkIns;
    this.meetings = meetings;
    this.membership = membership;
  }

  /**
   * Begins a door to one server.
   *
   * @param directory where everything is kept, for this SDK alone; made when it is not there
   * @param serverUrl the server's public address, with or without a trailing slash
   * @throws IllegalArgumentException when the address is not {@code https}, except on this machine
   */
  public static KringBuilder builder(File directory, String serverUrl) {
    return new KringBuilder(directory, serverUrl);
  }

  /** One's own check-ins. */
  public CheckIns checkIns() {
    return checkIns;
  }

  /** The meetings of one's own group. */
  public MeetingsOfGroup meetings() {
    return meetings;
  }

  /** Joining, leaving, and moving to a new phone. */
  public Memberships membership() {
    return membership;
  }

  /**
   * Does everything that is due: {@link #syncAsNobody()}, then {@link #syncAsMember()}.
   *
   * <p>Blocks on disk and network. A network or server that fails is no exception: what could not
   * be done waits, and the report says so.
   *
   * @throws IOException when the disk cannot be read or written; what was kept stays
   */
  public SyncReport sync() throws IOException {
    network.lock();
    try {
      return syncAsNobody().and(syncAsMember());
    } finally {
      network.unlock();
    }
  }

  /**
   * Sends slips, and looks which keys everybody is shown, without saying who asks; see {@link
   * #sync()} for errors and thread. Where the platform can, call it at another moment than {@link
   * #syncAsMember()}, which draws only for keys that this looked at.
   */
  public SyncReport syncAsNobody() throws IOException {
    network.lock();
    try {
      SyncLog log = new SyncLog();
      outbox.sendAll(log);
      directoryLook.lookIfDue(log);
      return report(log);
    } finally {
      network.unlock();
    }
  }

  /**
   * Asks as a member for keys, tokens and meetings, and ends memberships that were left; see {@link
   * #sync()} for errors and thread.
   */
  public SyncReport syncAsMember() throws IOException {
    network.lock();
    try {
      SyncLog log = new SyncLog();
      memberSync.syncAll(log);
      return report(log);
    } finally {
      network.unlock();
    }
  }

  private SyncReport report(SyncLog log) throws IOException {
    return new SyncReport(
        log.sent(),
        log.drawn(),
        log.notices(),
        phone.damagedFiles(),
        sooner(backoff.next(), recoveries.dueAt()));
  }

  private static @Nullable Instant sooner(@Nullable Instant a, @Nullable Instant b) {
    return a == null || (b != null && b.isBefore(a)) ? b : a;
  }

  /** What became of everything until now. Never touches disk or network. */
  public Journal journal() {
    Totals totals = phone.totals();
    return new Journal(
        totals.drawn(),
        totals.spent(),
        totals.setAside(),
        totals.duplicates(),
        totals.tooLate(),
        totals.waiting(),
        totals.drawsLost());
  }

  @Override
  public String toString() {
    return "Kring";
  }
}
