package nl.kring.client.internal.store;

import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import nl.kring.client.checkin.CheckIn;
import nl.kring.client.membership.DeviceKey;
import nl.kring.model.WireJson;
import nl.kring.model.checkin.Slip;
import nl.kring.model.meeting.Meetings;
import nl.kring.model.membership.Membership;
import nl.kring.model.membership.OwnMembership;
import nl.kring.model.time.IsoWeek;
import nl.kring.model.token.Token;
import nl.kring.model.token.TokenDraft;
import nl.kring.model.token.TokenKeySlice;
import org.jspecify.annotations.Nullable;

/**
 * Everything the phone keeps. Memory follows the disk: a change is durable before it is seen.
 *
 * <p>Thread-safe: its monitor is the one lock of the state, and no network call is made under it.
 * Methods that throw {@link IOException} block on disk; when they throw, the earlier state stays.
 */
public final class Phone {
  private static final String DEVICE_KEY = "device-key.json";
  private static final String MEMBERSHIP = "membership.json";
  private static final String GROUP = "group.json";
  private static final String DIRECTORY = "key-directory.json";
  private static final String SENT_DAYS = "sent-days.json";
  private static final String LEAVING = "leaving.json";
  private static final String WEEK_PREFIX = "week-";
  private static final String SUFFIX = ".json";

  /** How long the mark of a day outlives it: longer than any week stays open. */
  private static final int SENT_DAY_DAYS = 21;

  private final DurableFiles files;
  private final Clock clock;
  private final SecureRandom random;
  private final @Nullable DeviceKey ownDeviceKey;
  private final RecoveryFiles recovery;

  private final SortedMap<IsoWeek, WeekState> weeks = new TreeMap<>();
  private SortedSet<LocalDate> sentDays = new TreeSet<>();
  private GroupState group = GroupState.EMPTY;
  private DirectoryState directory = DirectoryState.EMPTY;
  private @Nullable Membership membership;
  private @Nullable StoredDeviceKey storedKey;
  private @Nullable LeavingState leaving;

  /**
   * Reads what is kept, and finishes a wipe that was cut short.
   *
   * @param ownDeviceKey the app's own key; null to keep one in a file
   * @throws IOException when the directory cannot be read or written
   */
  public Phone(
      File directory,
      Steps steps,
      Clock clock,
      SecureRandom random,
      @Nullable DeviceKey ownDeviceKey)
      throws IOException {
    this.files = new DurableFiles(directory, steps);
    this.clock = clock;
    this.random = random;
    this.ownDeviceKey = ownDeviceKey;
    LeavingState kept = files.readJson(LEAVING, LeavingState.class);
    leaving = kept;
    if (kept != null && !kept.wiped()) {
      wipe(kept);
    }
    recovery = new RecoveryFiles(files);
    load();
  }

  private void load() throws IOException {
    membership = files.readJson(MEMBERSHIP, Membership.class);
    if (membership != null) {
      recovery.endRecovering();
    }
    storedKey = files.readJson(DEVICE_KEY, StoredDeviceKey.class);
    GroupState keptGroup = files.readJson(GROUP, GroupState.class);
    group = keptGroup == null ? GroupState.EMPTY : keptGroup;
    DirectoryState keptDirectory = files.readJson(DIRECTORY, DirectoryState.class);
    directory = keptDirectory == null ? DirectoryState.EMPTY : keptDirectory;
    for (String name : files.names()) {
      if (name.startsWith(WEEK_PREFIX) && name.endsWith(SUFFIX)) {
        WeekState week = files.readJson(name, WeekState.class);
        if (week != null) {
          weeks.put(week.week(), week);
        }
      }
    }
    SentDays marks = files.readJson(SENT_DAYS, SentDays.class);
    if (marks != null) {
      sentDays.addAll(marks.days());
    } else {
      // Never written, or damaged: then the weeks know most of it.
      for (WeekState week : weeks.values()) {
        for (DayState day : week.days()) {
          if (day.state() == SlipState.SPENT || day.inDoubt()) {
            sentDays.add(day.day());
          }
        }
      }
    }
  }

  private Instant now() {
    return clock.instant();
  }

  private LocalDate today() {
    return now().atZone(IsoWeek.ZONE).toLocalDate();
  }

  /** Names of files that were found damaged and moved aside; they stay until one leaves. */
  public synchronized List<String> damagedFiles() throws IOException {
    return files.damaged();
  }

  // Check-ins.

  /**
   * Keeps a check-in; see {@link nl.kring.client.checkin.CheckIns#record}.
   *
   * @throws IllegalArgumentException when its day has not come, or its week is closed
   */
  public synchronized void record(CheckIn checkIn) throws IOException {
    finishWipe();
    LocalDate day = checkIn.day();
    IsoWeek week = IsoWeek.of(day);
    if (day.isAfter(today())) {
      throw new IllegalArgumentException("this day has not come yet");
    }
    if (!now().isBefore(week.closesAt())) {
      throw new IllegalArgumentException("the week of this day is closed");
    }
    WeekState kept = weekOrEmpty(week);
    WeekState changed = kept.change(day, before -> before.with(checkIn));
    // Closed already by a clock that ran ahead: then its tokens are gone.
    put(kept.closed() ? changed.change(day, this::end) : changed);
  }

  /** All check-ins, oldest first. */
  public synchronized List<CheckIn> history() {
    List<CheckIn> history = new ArrayList<>();
    for (WeekState week : weeks.values()) {
      for (DayState day : week.days()) {
        CheckIn checkIn = day.checkIn();
        if (checkIn != null) {
          history.add(checkIn);
        }
      }
    }
    return Collections.unmodifiableList(history);
  }

  /** What all weeks add up to now. */
  public synchronized Totals totals() {
    List<WeekState> all = new ArrayList<>();
    int waiting = 0;
    for (WeekState week : weeks.values()) {
      WeekState current = hasExpired(week) ? week.closed(this::end) : week;
      all.add(current);
      waiting += current.closed() ? 0 : current.count(this::isWaiting);
    }
    return new Totals(all, waiting);
  }

  private boolean isWaiting(DayState day) {
    return day.state() == SlipState.FROZEN || wantsSending(day);
  }

  private boolean wantsSending(DayState day) {
    return day.state() == SlipState.OPEN
        && day.checkIn() != null
        && membership != null
        && !sentDays.contains(day.day());
  }

  // Weeks.

  /** One week; null when nothing was kept of it. */
  public synchronized @Nullable WeekState week(IsoWeek week) {
    return weeks.get(week);
  }

  /** The weeks that are not closed, oldest first. */
  public synchronized List<WeekState> openWeeks() {
    List<WeekState> open = new ArrayList<>();
    for (WeekState week : weeks.values()) {
      if (!week.closed()) {
        open.add(week);
      }
    }
    return open;
  }

  /**
   * Closes each week whose time has come: its secrets go, its check-ins and counts stay.
   *
   * @return the days whose slip was too late, oldest first
   */
  public synchronized List<LocalDate> closeExpiredWeeks() throws IOException {
    List<LocalDate> tooLate = new ArrayList<>();
    for (WeekState week : openWeeks()) {
      if (hasExpired(week)) {
        WeekState closed = week.closed(this::end);
        put(closed);
        for (DayState day : closed.days()) {
          if (day.state() == SlipState.TOO_LATE
              && week.day(day.day()).state() != SlipState.TOO_LATE) {
            tooLate.add(day.day());
          }
        }
      }
    }
    return tooLate;
  }

  private boolean hasExpired(WeekState week) {
    return !week.closed() && !now().isBefore(week.week().closesAt());
  }

  private DayState end(DayState day) {
    if (day.state() == SlipState.FROZEN || wantsSending(day)) {
      return day.ended(SlipState.TOO_LATE);
    }
    if (day.state() == SlipState.OPEN && day.checkIn() != null) {
      return day.ended(SlipState.KEPT);
    }
    return day.ended(day.state());
  }

  private WeekState weekOrEmpty(IsoWeek week) {
    WeekState kept = weeks.get(week);
    return kept == null ? WeekState.empty(week) : kept;
  }

  private void put(WeekState week) throws IOException {
    files.write(WEEK_PREFIX + week.week() + SUFFIX, WireJson.write(week));
    weeks.put(week.week(), week);
  }

  // Slips.

  /**
   * Binds each slip that may be sent now to its token, durably, and marks its day as sent.
   *
   * @param isDue whether a day's slip need not wait after an earlier failure
   * @return what to send, oldest first; nothing while slips are not wanted
   */
  public synchronized List<ReadySlip> freezeReady(Predicate<LocalDate> isDue) throws IOException {
    List<ReadySlip> ready = new ArrayList<>();
    if (!group.slipsWanted()) {
      return ready;
    }
    for (WeekState week : openWeeks()) {
      if (hasExpired(week)) {
        continue;
      }
      WeekState frozen =
          week.changeAll(day -> mayBeSent(day) && isDue.test(day.day()) ? freeze(day) : day);
      if (!frozen.days().equals(week.days())) {
        put(frozen);
      }
      for (DayState day : frozen.days()) {
        Token token = day.token();
        byte[] body = day.body();
        if (token != null && body != null && mayBeSent(day) && isDue.test(day.day())) {
          boolean repeated = day.again() || week.day(day.day()).inDoubt();
          ready.add(new ReadySlip(day.day(), token, body, repeated));
        }
      }
    }
    SortedSet<LocalDate> marks = new TreeSet<>(sentDays);
    for (ReadySlip slip : ready) {
      marks.add(slip.day());
    }
    if (!marks.equals(sentDays)) {
      putSentDays(marks);
    }
    return ready;
  }

  private boolean mayBeSent(DayState day) {
    if (day.tokenBytes() == null || day.day().isAfter(today())) {
      return false;
    }
    return day.state() == SlipState.FROZEN
        || (day.state() == SlipState.SPENT && day.again())
        || wantsSending(day);
  }

  private static DayState freeze(DayState day) {
    CheckIn checkIn = day.checkIn();
    if (day.state() == SlipState.OPEN && checkIn != null) {
      Slip slip = new Slip(checkIn.tension(), checkIn.urge(), checkIn.timeOut());
      return day.frozen(slip.paddedBytes());
    }
    if (day.state() == SlipState.FROZEN && !day.inDoubt()) {
      return day.withDoubt(true);
    }
    return day;
  }

  private void putSentDays(Collection<LocalDate> days) throws IOException {
    SortedSet<LocalDate> marks = new TreeSet<>(days);
    marks.removeIf(day -> day.isBefore(today().minusDays(SENT_DAY_DAYS)));
    files.write(SENT_DAYS, WireJson.write(new SentDays(marks)));
    sentDays = marks;
  }

  /** Whether a slip is still to be sent: the phone may have been wiped since it was made ready. */
  public synchronized boolean isStillReady(ReadySlip slip) {
    WeekState week = weeks.get(slip.week());
    return week != null && !week.closed() && week.day(slip.day()).isFrozenAs(slip.body());
  }

  /**
   * The server counted this slip, now or before.
   *
   * @return whether this phone knew it as uncounted until now
   */
  public synchronized boolean counted(ReadySlip slip) throws IOException {
    boolean isNew =
        isStillReady(slip) && weekOrEmpty(slip.week()).day(slip.day()).state() == SlipState.FROZEN;
    change(slip, day -> day.counted(slip.repeated()));
    return isNew;
  }

  /** The server said for certain that it did not count this slip; it stays. */
  public synchronized void notCounted(ReadySlip slip) throws IOException {
    if (!slip.repeated()) {
      change(slip, day -> day.withDoubt(false));
    }
  }

  /** This slip will not be sent any more; what was counted before stays counted. */
  public synchronized void ended(ReadySlip slip, SlipState end) throws IOException {
    change(slip, day -> day.state() == SlipState.SPENT ? day.toSendAgain(false) : day.ended(end));
  }

  private void change(ReadySlip slip, UnaryOperator<DayState> change) throws IOException {
    WeekState week = weeks.get(slip.week());
    if (week != null && isStillReady(slip)) {
      put(week.change(slip.day(), change));
    }
  }

  // Draws.

  /** What the phone knows of its group. */
  public synchronized GroupState group() {
    return group;
  }

  /**
   * Keeps the latest keys. When the server was restored since the ones before, every slip of an
   * open week that was counted is to be sent again.
   */
  public synchronized void keep(Membership by, TokenKeySlice slice, @Nullable String etag)
      throws IOException {
    if (!isCurrent(by)) {
      return;
    }
    GroupState before = group.about(by.group().id());
    TokenKeySlice earlier = before.slice();
    if (earlier != null && slice.restoreNumber() > earlier.restoreNumber()) {
      for (WeekState week : openWeeks()) {
        WeekState changed =
            week.changeAll(
                day ->
                    day.state() == SlipState.SPENT && day.tokenBytes() != null
                        ? day.toSendAgain(true)
                        : day);
        put(changed);
      }
    }
    putGroup(before.with(slice, etag));
  }

  /** What the phone saw of the key directory as nobody. */
  public synchronized DirectoryState directory() {
    return directory;
  }

  /** Keeps what everybody is shown of a week of this membership's group. */
  public synchronized void keep(Membership by, PublicView view) throws IOException {
    if (isCurrent(by)) {
      DirectoryState changed = directory.with(by.group().id(), view, now());
      files.write(DIRECTORY, WireJson.write(changed));
      directory = changed;
    }
  }

  /** Keeps the latest meetings. */
  public synchronized void keep(Membership by, Meetings meetings, @Nullable String etag)
      throws IOException {
    if (isCurrent(by)) {
      putGroup(group.about(by.group().id()).with(meetings.meetings(), etag));
    }
  }

  /**
   * The moment in {@code week} at which the next week is drawn; chosen at random, once, durably.
   */
  public synchronized Instant drawMoment(Membership by, IsoWeek week) throws IOException {
    IsoWeek next = week.plusWeeks(1);
    Instant moment = group.drawMoment(next);
    if (moment == null) {
      Instant end = next.monday().atStartOfDay(IsoWeek.ZONE).toInstant();
      long millis = Math.max(0, Duration.between(now(), end).toMillis());
      moment = now().plusMillis((long) (random.nextDouble() * millis));
      if (isCurrent(by)) {
        putGroup(group.about(by.group().id()).withDrawMoment(next, moment));
      }
    }
    return moment;
  }

  private void putGroup(GroupState changed) throws IOException {
    files.write(GROUP, WireJson.write(changed));
    group = changed;
  }

  /** Keeps the drafts of a draw, before anything of them is sent; null when the phone was wiped. */
  public synchronized @Nullable WeekState beginDraw(
      Membership by, IsoWeek week, List<TokenDraft> drafts) throws IOException {
    WeekState kept = weekOrEmpty(week);
    if (!isCurrent(by) || kept.closed()) {
      return null;
    }
    WeekState drafted = kept.drafted(by, drafts);
    put(drafted);
    return drafted;
  }

  /**
   * Ends a draw that was begun.
   *
   * @param drafted the week as the draw began; when the draw is another by now, nothing changes
   */
  public synchronized void endDraw(WeekState drafted, UnaryOperator<WeekState> end)
      throws IOException {
    WeekState kept = weeks.get(drafted.week());
    if (kept != null && kept.draw() == DrawState.DRAFTED && isSameDraw(kept, drafted)) {
      put(end.apply(kept));
    }
  }

  private static boolean isSameDraw(WeekState a, WeekState b) {
    for (int i = 0; i < a.drafts().size(); i++) {
      // The blinded message differs with each draft, so equal requests mean the same drafts.
      String ours = a.drafts().get(i).request().base64Url();
      if (!ours.equals(b.drafts().get(i).request().base64Url())) {
        return false;
      }
    }
    return true;
  }

  // Membership.

  /** The membership; null when there is none. */
  public synchronized @Nullable Membership membership() {
    return membership;
  }

  private boolean isCurrent(Membership by) {
    Membership current = membership;
    return current != null && current.membershipId().equals(by.membershipId());
  }

  /** The phone's key, made now when there was none; durable on return. */
  public synchronized DeviceKey deviceKey() throws IOException {
    if (ownDeviceKey != null) {
      return ownDeviceKey;
    }
    finishWipe();
    StoredDeviceKey key = storedKey;
    if (key == null) {
      key = StoredDeviceKey.generate(random);
      files.write(DEVICE_KEY, WireJson.write(key));
      storedKey = key;
    }
    return key;
  }

  /** Keeps a membership, if the phone still has the key that joined. */
  public synchronized void joined(Membership joined, DeviceKey by) throws IOException {
    requireKey(by);
    files.write(MEMBERSHIP, WireJson.write(joined));
    membership = joined;
    recovery.endRecovering();
    // The same key can come back into a membership that it was about to leave.
    told(joined.membershipId());
  }

  private void requireKey(DeviceKey by) throws IOException {
    finishWipe();
    if (!publicKey(by).equals(publicKey(deviceKey()))) {
      throw new IOException("the phone was wiped while it joined");
    }
  }

  /** What this phone waits to take over; null when it waits for nothing. */
  public synchronized @Nullable RecoveringState recovering() {
    return recovery.recovering();
  }

  /** Keeps what this phone waits for, if it still has the key that asked. */
  public synchronized void recovering(RecoveringState state, DeviceKey by) throws IOException {
    requireKey(by);
    recovery.keep(state);
  }

  /** This phone will not get the membership that it waited for. */
  public synchronized void endRecovering() throws IOException {
    recovery.endRecovering();
  }

  /** What the server last said of the membership; null when it said nothing yet. */
  public synchronized @Nullable OwnMembership own() {
    OwnMembership told = recovery.own();
    Membership current = membership;
    return told != null && current != null && told.membershipId().equals(current.membershipId())
        ? told
        : null;
  }

  /** Keeps what the server says of the membership. */
  public synchronized void keep(OwnMembership told) throws IOException {
    Membership current = membership;
    if (current != null && told.membershipId().equals(current.membershipId())) {
      recovery.keep(told);
    }
  }

  private static PublicKey publicKey(DeviceKey key) throws IOException {
    try {
      return key.publicKey();
    } catch (GeneralSecurityException e) {
      throw new IOException("the device key cannot be used", e);
    }
  }

  /** Whom the server must still be told of, oldest first. */
  public synchronized List<LeavingState.Untold> untold() {
    return leaving == null ? Collections.emptyList() : leaving.untold();
  }

  /** The server knows that this membership was left. */
  public synchronized void told(String membershipId) throws IOException {
    finishWipe();
    LeavingState kept = leaving;
    if (kept == null) {
      return;
    }
    List<LeavingState.Untold> left = new ArrayList<>(kept.untold());
    if (left.removeIf(each -> each.membershipId().equals(membershipId))) {
      putLeaving(new LeavingState(true, Collections.emptyList(), left));
    }
  }

  /** Wipes everything but the marks of sent days and what the server must be told; durable. */
  public synchronized void leave() throws IOException {
    finishWipe();
    List<LeavingState.Untold> left = new ArrayList<>(untold());
    Membership current = membership;
    if (current != null) {
      left.add(new LeavingState.Untold(current.membershipId(), storedKey));
    }
    SortedSet<LocalDate> marks = new TreeSet<>(sentDays);
    for (WeekState week : openWeeks()) {
      for (DayState day : week.days()) {
        if (day.state() == SlipState.SPENT) {
          marks.add(day.day());
        }
      }
    }
    // Decided with this write: whatever happens after it, the wipe is finished at the next start.
    LeavingState decided = new LeavingState(false, new ArrayList<>(marks), left);
    try {
      files.write(LEAVING, WireJson.write(decided));
    } catch (IOException e) {
      // Leaving must work on a full disk too: what the server can tell again gives its room.
      files.delete(GROUP);
      files.write(LEAVING, WireJson.write(decided));
    }
    leaving = decided;
    // Memory first: from here on nothing shows or sends what is about to be deleted.
    weeks.clear();
    group = GroupState.EMPTY;
    directory = DirectoryState.EMPTY;
    membership = null;
    storedKey = null;
    recovery.forget();
    wipe(decided);
  }

  /** Finishes a wipe that failed halfway, before anything new is kept that it would delete. */
  private void finishWipe() throws IOException {
    LeavingState kept = leaving;
    if (kept != null && !kept.wiped()) {
      wipe(kept);
    }
  }

  private void wipe(LeavingState decided) throws IOException {
    putSentDays(decided.sentDays());
    for (String name : files.names()) {
      if (!name.equals(SENT_DAYS) && !name.equals(LEAVING)) {
        files.delete(name);
      }
    }
    putLeaving(new LeavingState(true, Collections.emptyList(), decided.untold()));
  }

  private void putLeaving(LeavingState changed) throws IOException {
    if (changed.untold().isEmpty()) {
      files.delete(LEAVING);
      leaving = null;
    } else {
      files.write(LEAVING, WireJson.write(changed));
      leaving = changed;
    }
  }

  @Override
  public String toString() {
    return "Phone";
  }
}
