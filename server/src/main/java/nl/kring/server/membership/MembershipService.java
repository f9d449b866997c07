package nl.kring.server.membership;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nl.kring.model.group.SupportGroup;
import nl.kring.model.membership.AccessToken;
import nl.kring.model.membership.DevicePublicKey;
import nl.kring.model.membership.JoinCode;
import nl.kring.model.membership.JoinRequest;
import nl.kring.model.membership.Membership;
import nl.kring.model.problem.ProblemType;
import nl.kring.model.time.IsoWeek;
import nl.kring.server.group.GroupService;
import nl.kring.server.group.Places;
import nl.kring.server.platform.Ids;
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

  private static final int TRIES = 3;

  /** One blind signature that a membership asks for. */
  public record Draw(byte[] tokenKeyId, byte[] blindedMessageHash) {}

  private final Database people;
  private final GroupService groups;
  private final Clock clock;
  private final String publicUrl;
  private final Secret joinCodeSecret;
  private final AccessTokens accessTokens;
  private final SecureRandom random = new SecureRandom();

  /** Over {@code people}; secrets derive from {@code master}. */
  public MembershipService(
      Database people, GroupService groups, Clock clock, String publicUrl, Secret master) {
    this.people = people;
    this.groups = groups;
    this.clock = clock;
    this.publicUrl = publicUrl;
    this.joinCodeSecret = master.derive("join codes");
    this.accessTokens = new AccessTokens(master, publicUrl, clock);
  }

  /**
   * Makes a code that lets one person join this group, today or tomorrow.
   *
   * @throws ProblemException 409 when the group is full or its course has begun
   */
  public NewJoinCode newJoinCode(String groupId) {
    requireOpen(groups.places(groupId), count(groupId));
    JoinCode code = JoinCode.random(random);
    LocalDate lastDay = today().plusDays(1);
    people
        .writer()
        .useExtension(
            MembershipDao.class,
            dao -> dao.insertJoinCode(hash(code), groupId, lastDay.toString()));
    return new NewJoinCode(code, code.qrText(publicUrl), lastDay);
  }

  /** Whether joining made a new membership, and which it is. */
  record Joined(Membership membership, boolean isNew) {}

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
    SupportGroup group =
        groups
            .memberView(row.groupId())
            .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND));
    return new Joined(new Membership(row.id(), group), admission.isNew());
  }

  private record Admission(MembershipRow row, boolean isNew) {}

  private Admission admit(Handle handle, byte[] codeHash, String deviceKey) {
    MembershipDao dao = handle.attach(MembershipDao.class);
    Optional<MembershipRow> known = dao.ofDeviceKey(deviceKey);
    Optional<String> groupId = dao.groupOfJoinCode(codeHash, today().toString());
    if (known.isEmpty()
        && groupId.isPresent()
        && isNewcomer(handle, groupId.get(), deviceKey)
        && dao.deleteJoinCode(codeHash) == 1) {
      MembershipRow row = new MembershipRow(Ids.random(), groupId.get(), deviceKey);
      if (dao.insert(row.id(), row.groupId(), deviceKey, month().toString()) == 0) {
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
    requireOpen(places, dao.count(groupId));
    return true;
  }

  private void requireOpen(Optional<Places> places, int memberships) {
    places
        .flatMap(each -> each.whyShut(memberships, today()))
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
            .flatMap(id -> people.reader().withExtension(MembershipDao.class, dao -> dao.find(id)))
            .orElseThrow(() -> new ProblemException(ProblemType.ASSERTION_REJECTED));
    DevicePublicKey key = DevicePublicKey.decode(row.deviceKey());
    switch (Assertion.judge(assertion, key, publicUrl, clock.instant())) {
      case GENUINE -> {
        String token = accessTokens.make(new Caller.Member(row.id(), row.groupId()));
        return new AccessToken(token, "Bearer", AccessTokens.LIFETIME.toSeconds());
      }
      case OUT_OF_TIME ->
          throw new ProblemException(
                  ProblemType.ASSERTION_REJECTED, "iat is more than 60 seconds from serverTime")
              .serverTime(clock.instant());
      default -> throw new ProblemException(ProblemType.ASSERTION_REJECTED);
    }
  }

  /** The member whose access token this is; empty when it is not valid now. */
  public Optional<Caller.Member> authenticate(String accessToken) {
    return accessTokens.read(accessToken);
  }

  /** How many memberships a group has. */
  public int count(String groupId) {
    return people.reader().withExtension(MembershipDao.class, dao -> dao.count(groupId));
  }

  /** Whether this group is large enough for slips. */
  public boolean slipsWanted(String groupId) {
    return count(groupId) >= FEWEST_FOR_SLIPS;
  }

  /** Ends a membership; leaving twice is leaving once. */
  void leave(String membershipId) {
    people.writer().useExtension(MembershipDao.class, dao -> dao.delete(membershipId));
    people.forgetDeletedRows(List.of());
  }

  /**
   * Records what a membership draws, all of it or nothing: one blinded message per key, for ever.
   *
   * @param scope the week or month of these keys
   * @throws ProblemException 409 when another message was drawn for one of the keys; 401 when the
   *     membership has ended
   */
  public void recordDraws(String membershipId, String scope, List<Draw> draws) {
    for (int attempt = 1; ; attempt++) {
      try {
        people.writer().useTransaction(handle -> recordDraws(handle, membershipId, scope, draws));
        return;
      } catch (org.jdbi.v3.core.JdbiException e) {
        if (attempt == TRIES) {
          throw e;
        }
      }
    }
  }

  private void recordDraws(Handle handle, String membershipId, String scope, List<Draw> draws) {
    MembershipDao dao = handle.attach(MembershipDao.class);
    if (dao.find(membershipId).isEmpty()) {
      throw new ProblemException(ProblemType.SIGN_IN_REQUIRED);
    }
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
    return LocalDate.ofInstant(clock.instant(), IsoWeek.ZONE);
  }

  private YearMonth month() {
    return YearMonth.from(today());
  }
}
