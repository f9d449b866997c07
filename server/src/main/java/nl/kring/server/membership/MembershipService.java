package nl.kring.server.membership;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import nl.kring.model.group.SupportGroup;
import nl.kring.model.membership.AccessToken;
import nl.kring.model.membership.DevicePublicKey;
import nl.kring.model.membership.JoinCode;
import nl.kring.model.membership.JoinRequest;
import nl.kring.model.membership.Membership;
import nl.kring.model.membership.MembershipExport;
import nl.kring.model.membership.OwnMembership;
import nl.kring.model.membership.PendingRecovery;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.group.GroupService;
import nl.kring.server.group.Places;
import nl.kring.server.platform.Ids;
import nl.kring.server.platform.KringClock;
import nl.kring.server.platform.audit.Act;
import nl.kring.server.platform.audit.AuditTrail;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Secret;
import org.jdbi.v3.core.Handle;

/**
 * Who belongs to a group, without knowing anybody: codes to join with, memberships, and what each
 * has drawn. Thread-safe.
 */
public final class MembershipService {
  /** A group with fewer memberships sends no slips. */
  public static final int FEWEST_FOR_SLIPS = 5;

  private static final int MONTHS_WITHOUT_DRAW = 12;
  private static final int DAYS_TO_COME_BACK = 31;
  private static final int TRIES = 3;

  /** One blind signature that a membership asks for. */
  public record Draw(byte[] tokenKeyId, byte[] blindedMessageHash) {}

  private final Database people;
  private final GroupService groups;
  private final AuditTrail audit;
  private final Clock clock;
  private final String publicUrl;
  private final Secret joinCodeSecret;
  private final AccessTokens accessTokens;
  private final SecureRandom random = new SecureRandom();

  /** Over {@code people}; secrets derive from {@code master}. */
  public MembershipService(
      Database people,
      GroupService groups,
      AuditTrail audit,
      Clock clock,
      String publicUrl,
      Secret master) {
    this.people = people;
    this.groups = groups;
    this.audit = audit;
    this.clock = clock;
    this.publicUrl = publicUrl;
    this.joinCodeSecret = master.derive("join codes");
    this.accessTokens = new AccessTokens(master, publicUrl, clock);
  }

  /**
   * Makes a code that lets one person join this group, today or tomorrow.
   *
   * @param madeBy who of the staff asks; the audit trail counts it, by day
   * @throws ProblemException 409 when the group is being prepared or full, or its course has begun
   */
  public NewJoinCode newJoinCode(String groupId, String madeBy) {
    Optional<Places> places = groups.places(groupId);
    requireOpen(places, each -> each.whyNoCode(count(groupId), today()));
    JoinCode code = JoinCode.random(random);
    LocalDate lastDay = today().plusDays(1);
    people
        .writer()
        .useTransaction(
            handle -> {
              handle
                  .attach(MembershipDao.class)
                  .insertJoinCode(hash(code), groupId, lastDay.toString());
              audit.count(handle, Act.JOIN_CODES_MADE, madeBy, groupId);
            });
    return new NewJoinCode(code, code.qrText(publicUrl), lastDay);
  }

  /** Whether joining made a new membership, and which it is. */
  record Joined(Membership membership, boolean isNew) {}

  /**
   * Lets nobody new into a group for now, or newcomers again; twice is once. Codes that were made
   * before still work: who holds one was told so, and they end tomorrow.
   *
   * @throws ProblemException 404 when the group is not theirs; 403 for a substitute
   */
  public void closeToNewcomers(Caller.Staff by, String groupId, boolean isClosed) {
    groups.lastinglyLedBy(by, groupId);
    people
        .writer()
        .useTransaction(
            handle -> {
              if (groups.closeToNewcomers(handle, groupId, isClosed)) {
                Act act = isClosed ? Act.CLOSED_TO_NEWCOMERS : Act.OPENED_TO_NEWCOMERS;
                audit.append(handle, act, by.staffId(), null, groupId);
              }
            });
  }

  /**
   * Joins; the same device key again gets the same membership, so that a lost answer burns nothing.
   *
   * @throws ProblemException when the code is unknown, used or old, or the key is another group's
   */
  Joined join(JoinRequest request) {
    byte[] hash = hash(request.joinCode());
    String deviceKey = request.deviceKey().encoded();
    Admission admission = people.writer().inTransaction(handle -> admit(handle, hash, deviceKey));
    MembershipRow row = admission.row();
    return new Joined(view(row), admission.isNew());
  }

  private record Admission(MembershipRow row, boolean isNew) {}

  /** Lets one request at a time decide what a key belongs to; before anything else is read. */
  void alone(Handle handle, String deviceKey) {
    people.alone(handle, "device key " + deviceKey);
  }

  private Admission admit(Handle handle, byte[] codeHash, String deviceKey) {
    alone(handle, deviceKey);
    MembershipDao dao = handle.attach(MembershipDao.class);
    Optional<MembershipRow> known = dao.ofDeviceKey(deviceKey);
    Optional<String> groupId = dao.groupOfJoinCode(codeHash, today().toString());
    if (handle.attach(RecoveryDao.class).ofDeviceKey(deviceKey).isPresent()) {
      // This phone waits to take over another membership.
      throw new ProblemException(ProblemType.DEVICE_KEY_IN_USE);
    }
    if (known.isEmpty()
        && groupId.isPresent()
        && isNewcomer(handle, groupId.get(), deviceKey)
        && dao.deleteJoinCode(codeHash) == 1) {
      String month = month().toString();
      MembershipRow row = new MembershipRow(Ids.random(), groupId.get(), deviceKey, month, month);
      if (dao.insert(row.id(), row.groupId(), deviceKey, month) == 0) {
        // The same phone joined at this very moment with another code: this one is not burnt.
        throw new ProblemException(ProblemType.DEVICE_KEY_IN_USE);
      }
      return new Admission(row, true);
    }
    // A request that waited for its own twin finds the membership that the twin just made.
    MembershipRow row =
        known
            .or(() -> dao.ofDeviceKey(deviceKey))
            .orElseThrow(() -> new ProblemException(ProblemType.JOIN_CODE_UNKNOWN));
    if (groupId.isPresent() && !groupId.get().equals(row.groupId())) {
      throw new ProblemException(ProblemType.DEVICE_KEY_IN_USE);
    }
    return new Admission(row, false);
  }

  /**
   * Whether somebody can be let into this group now; false for a phone whose twin just was. Until
   * this transaction ends nobody else is let in, so that the last place is given once.
   *
   * @throws ProblemException 409 when the group is full or its course has begun
   */
  private boolean isNewcomer(Handle handle, String groupId, String deviceKey) {
    MembershipDao dao = handle.attach(MembershipDao.class);
    Optional<Places> places = groups.lockPlaces(handle, groupId);
    if (dao.ofDeviceKey(deviceKey).isPresent()) {
      return false;
    }
    requireOpen(places, each -> each.whyShut(dao.count(groupId), today()));
    return true;
  }

  private static void requireOpen(
      Optional<Places> places, Function<Places, Optional<String>> whyNot) {
    if (places.filter(each -> !each.isOpen()).isPresent()) {
      throw new ProblemException(ProblemType.GROUP_NOT_OPEN);
    }
    places
        .flatMap(whyNot)
        .ifPresent(
            why -> {
              throw new ProblemException(ProblemType.JOINING_CLOSED, why);
            });
  }

  /**
   * An access token for whoever signed this assertion.
   *
   * @throws ProblemException 401, with the server's time when only the phone's clock was wrong
   */
  AccessToken accessToken(String assertion) {
    MembershipRow row =
        Assertion.claimedMembership(assertion)
            .flatMap(this::find)
            .orElseThrow(() -> new ProblemException(ProblemType.ASSERTION_REJECTED));
    DevicePublicKey key = DevicePublicKey.decode(row.deviceKey());
    switch (Assertion.judge(assertion, key, publicUrl, clock.instant())) {
      case GENUINE -> {
        String token = accessTokens.make(row.caller());
        return new AccessToken(token, "Bearer", AccessTokens.LIFETIME.toSeconds());
      }
      case OUT_OF_TIME ->
          throw new ProblemException(
                  ProblemType.ASSERTION_REJECTED, "iat is more than 60 seconds from serverTime")
              .serverTime(clock.instant());
      default -> throw new ProblemException(ProblemType.ASSERTION_REJECTED);
    }
  }

  /**
   * The member whose access token this is; empty when it is not valid now, also when the membership
   * ended or moved to another phone since: access ends at once.
   */
  public Optional<Caller.Member> authenticate(String accessToken) {
    return accessTokens
        .read(accessToken)
        .filter(
            member ->
                find(member.membershipId()).filter(row -> row.caller().equals(member)).isPresent());
  }

  // ---- whose a membership is ------------------------------------------------------------------

  /** A membership as it is now: a recovery whose time has come has taken effect. */
  private Optional<MembershipRow> find(String id) {
    Optional<RecoveryRow> recovery =
        people.reader().withExtension(RecoveryDao.class, dao -> dao.ofMembership(id));
    if (recovery.filter(this::isDue).isPresent()) {
      return people.writer().inTransaction(handle -> lock(handle, id));
    }
    // Read after the recovery: one that takes effect between the two is seen here.
    return people.reader().withExtension(MembershipDao.class, dao -> dao.find(id));
  }

  private boolean isDue(RecoveryRow recovery) {
    PendingRecovery pending = recovery.pending();
    return pending != null && pending.isDueAt(clock.instant());
  }

  /**
   * A membership that nobody else changes until this transaction ends. A recovery whose time has
   * come takes effect here, whoever is first to look, and only once: nothing has to run at 04:00.
   */
  Optional<MembershipRow> lock(Handle handle, String id) {
    MembershipDao dao = handle.attach(MembershipDao.class);
    RecoveryDao recoveries = handle.attach(RecoveryDao.class);
    Optional<MembershipRow> row = dao.lock(id, people.forUpdate());
    Optional<RecoveryRow> due = recoveries.ofMembership(id).filter(this::isDue);
    if (row.isEmpty() || due.isEmpty()) {
      return row;
    }
    String newKey = Objects.requireNonNull(due.get().deviceKey(), "asked without a key");
    recoveries.delete(id);
    dao.setDeviceKey(id, newKey);
    return dao.find(id);
  }

  /**
   * The caller's own membership, locked as {@link #lock} does.
   *
   * @throws ProblemException 401 when it ended or moved to another phone since the request came in
   */
  MembershipRow own(Handle handle, Caller.Member member) {
    return lock(handle, member.membershipId())
        .filter(row -> row.caller().equals(member))
        .orElseThrow(() -> new ProblemException(ProblemType.SIGN_IN_REQUIRED));
  }

  /** What the caller may see of the own membership: group, month of joining, recovery. */
  OwnMembership overview(Caller.Member member) {
    MembershipRow row = ownNow(member);
    Optional<RecoveryRow> recovery =
        people.reader().withExtension(RecoveryDao.class, dao -> dao.ofMembership(row.id()));
    return new OwnMembership(
        row.id(),
        group(row),
        YearMonth.parse(row.joinedMonth()),
        recovery.isPresent(),
        recovery.map(RecoveryRow::pending).orElse(null));
  }

  /** Everything that is held on the caller's membership (AVG art. 15). */
  MembershipExport export(Caller.Member member) {
    MembershipRow row = ownNow(member);
    return people
        .reader()
        .inTransaction(
            handle ->
                ExportText.of(
                    row,
                    handle.attach(RecoveryDao.class).ofMembership(row.id()),
                    handle.attach(MembershipDao.class).draws(row.id())));
  }

  private MembershipRow ownNow(Caller.Member member) {
    return find(member.membershipId())
        .filter(row -> row.caller().equals(member))
        .orElseThrow(() -> new ProblemException(ProblemType.SIGN_IN_REQUIRED));
  }

  /** What a phone knows of its membership. */
  Membership view(MembershipRow row) {
    return new Membership(row.id(), group(row));
  }

  SupportGroup group(MembershipRow row) {
    return groups
        .memberView(row.groupId())
        .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND));
  }

  // ---- the group ------------------------------------------------------------------------------

  /** How many memberships a group has. */
  public int count(String groupId) {
    return people.reader().withExtension(MembershipDao.class, dao -> dao.count(groupId));
  }

  /** Whether this group is large enough for slips. */
  public boolean slipsWanted(String groupId) {
    return count(groupId) >= FEWEST_FOR_SLIPS;
  }

  // ---- the end of memberships -----------------------------------------------------------------

  /** Ends the caller's membership, with its draws and its recovery. */
  void leave(Caller.Member member) {
    people
        .writer()
        .useTransaction(
            handle -> handle.attach(MembershipDao.class).delete(own(handle, member).id()));
    // Where somebody still reads an earlier state, upkeep does this again.
    people.forgetDeletedRows(List.of());
  }

  /**
   * Renews a group: ends all its memberships and unused codes, so that everybody comes back with a
   * fresh code at a meeting; to a course that has begun within a month.
   *
   * @param members how many there are, as the one who renews has typed it
   * @param renewedBy who of the staff renews; the audit trail keeps it
   * @throws ProblemException 409, and nothing is changed, when there are more or fewer
   */
  void renew(String groupId, int members, String renewedBy) {
    people
        .writer()
        .useTransaction(
            handle -> {
              // In the order of joining, the group and then its codes, so that neither waits for
              // the
              // other: whoever is joining now is waited for, and whoever would is too late.
              groups.reopen(handle, groupId, today().plusDays(DAYS_TO_COME_BACK));
              MembershipDao dao = handle.attach(MembershipDao.class);
              dao.deleteJoinCodesOfGroup(groupId);
              int ended = dao.deleteOfGroup(groupId);
              if (ended != members) {
                throw new ProblemException(
                    ProblemType.CONFLICT, "the group has " + ended + " members");
              }
              audit.append(handle, Act.GROUP_RENEWED, renewedBy, null, groupId);
            });
    // Where somebody still reads an earlier state, upkeep does this again.
    people.forgetDeletedRows(List.of());
  }

  /**
   * Ends memberships that drew nothing in the twelve whole months before this one.
   *
   * @return how many
   */
  public int deleteUnused() {
    String month = month().minusMonths(MONTHS_WITHOUT_DRAW).toString();
    return people
        .writer()
        .withExtension(MembershipDao.class, dao -> dao.deleteDrawnLastBefore(month));
  }

  /** Lets recoveries take effect whose phones have not asked since their time came. */
  public void takeOverDue() {
    List<String> due =
        people.reader().withExtension(RecoveryDao.class, RecoveryDao::membershipsWithPending);
    due.forEach(this::find);
  }

  // ---- drawing --------------------------------------------------------------------------------

  /**
   * Records what a membership draws, all of it or nothing: one blinded message per key, for ever.
   *
   * @param scope the week or month of these keys
   * @throws ProblemException 409 when another message was drawn for one of the keys; 401 when the
   *     membership has ended or moved to another phone
   */
  public void recordDraws(Caller.Member member, String scope, List<Draw> draws) {
    for (int attempt = 1; ; attempt++) {
      try {
        people.writer().useTransaction(handle -> recordDraws(handle, member, scope, draws));
        return;
      } catch (org.jdbi.v3.core.JdbiException e) {
        if (attempt == TRIES) {
          throw e;
        }
      }
    }
  }

  private void recordDraws(Handle handle, Caller.Member member, String scope, List<Draw> draws) {
    MembershipDao dao = handle.attach(MembershipDao.class);
    String membershipId = own(handle, member).id();
    for (Draw draw : draws) {
      if (dao.insertDraw(membershipId, draw.tokenKeyId(), draw.blindedMessageHash(), scope) == 0
          && !Arrays.equals(
              dao.drawnHash(membershipId, draw.tokenKeyId()), draw.blindedMessageHash())) {
        throw new ProblemException(ProblemType.DRAWN_ELSEWHERE);
      }
    }
    dao.setLastDrawMonth(membershipId, month().toString());
  }

  /** Forgets what was drawn in this week or month, once its keys are gone. */
  public int forgetDraws(String scope) {
    return people.writer().withExtension(MembershipDao.class, dao -> dao.deleteDraws(scope));
  }

  /** The weeks and months of which draws are on record, in the order of their names. */
  public List<String> drawnScopes() {
    return people.reader().withExtension(MembershipDao.class, MembershipDao::drawnScopes);
  }

  /** Deletes codes whose last day is over. */
  public int deleteOldJoinCodes() {
    return people
        .writer()
        .withExtension(MembershipDao.class, dao -> dao.deleteJoinCodesBefore(today().toString()));
  }

  private byte[] hash(JoinCode code) {
    return joinCodeSecret.hmac(code.words());
  }

  private LocalDate today() {
    return KringClock.today(clock);
  }

  private YearMonth month() {
    return YearMonth.from(today());
  }
}
