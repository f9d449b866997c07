package nl.kring.client.internal.tokens;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import nl.kring.client.ProblemException;
import nl.kring.client.SyncNotice.Kind;
import nl.kring.client.internal.http.Answer;
import nl.kring.client.internal.http.MemberSession;
import nl.kring.client.internal.http.RefusedException;
import nl.kring.client.internal.http.ServerHttp;
import nl.kring.client.internal.membership.Recoveries;
import nl.kring.client.internal.outbox.Backoff;
import nl.kring.client.internal.outbox.SyncLog;
import nl.kring.client.internal.store.GroupState;
import nl.kring.client.internal.store.LeavingState;
import nl.kring.client.internal.store.Phone;
import nl.kring.client.membership.DeviceKey;
import nl.kring.model.meeting.Meetings;
import nl.kring.model.membership.Membership;
import nl.kring.model.membership.OwnMembership;
import nl.kring.model.membership.PendingRecovery;
import nl.kring.model.problem.Problem;
import nl.kring.model.problem.ProblemType;
import nl.kring.model.token.TokenKeySlice;
import org.jspecify.annotations.Nullable;

/**
 * What a phone asks in the name of its membership: the keys, the draws and the meetings of its
 * group, and the end of memberships it left.
 *
 * <p>Not thread-safe: one network call is made at a time. Blocks on disk and network.
 */
public final class MemberSync {
  private static final String ACCESS = "access";
  private static final String KEYS = "token-keys";
  private static final String MEETINGS = "meetings";
  private static final String OWN = "own membership";
  private static final String OWN_PATH = "api/v1/memberships/me";

  private final Phone phone;
  private final ServerHttp http;
  private final MemberSession session;
  private final Backoff backoff;
  private final Clock clock;
  private final Draws draws;
  private final Recoveries recoveries;
  private @Nullable String ownEtag;

  /** Of one phone and one server. */
  public MemberSync(
      Phone phone,
      ServerHttp http,
      Backoff backoff,
      Clock clock,
      SecureRandom random,
      Recoveries recoveries) {
    this.phone = phone;
    this.http = http;
    this.session = new MemberSession(http, clock, random);
    this.backoff = backoff;
    this.clock = clock;
    this.recoveries = recoveries;
    this.draws = new Draws(phone, backoff, clock, random, http.host());
  }

  /**
   * Asks everything that is due.
   *
   * @throws IOException when the disk cannot be read or written; never for the network
   */
  public void syncAll(SyncLog log) throws IOException {
    tellWhoLeft(log);
    recoveries.askIfDue(log);
    Membership membership = phone.membership();
    if (membership == null || !backoff.isDue(ACCESS)) {
      return;
    }
    DeviceKey key = phone.deviceKey();
    String id = membership.membershipId();
    try {
      if (fetchKeys(membership, key, log)) {
        fetchOwn(membership, key, log);
        draws.drawDue(
            membership,
            draw -> session.ask(id, key, bearer -> http.post("api/v1/token-draws", bearer, draw)),
            log);
        fetchMeetings(membership, key, log);
      }
      backoff.clear(ACCESS);
    } catch (RefusedException e) {
      refused(e.answer(), log);
    }
  }

  private void refused(Answer answer, SyncLog log) {
    backoff.failed(ACCESS, answer.retryAfter(clock.instant()));
    boolean isRefused = answer.status() == 401 || answer.status() == 403;
    Kind refused = hasMoved(answer) ? Kind.MEMBERSHIP_MOVED : Kind.MEMBERSHIP_REFUSED;
    log.tell(isRefused ? refused : Kind.WAITING, answer.problemType());
  }

  /**
   * Whether the refusal is the end of a recovery that the server announced to this phone. It does
   * not ask the server, which must tell a stranger nothing about a membership.
   */
  private boolean hasMoved(Answer answer) {
    PendingRecovery announced = announcedRecovery();
    return isUnknown(answer) && announced != null && announced.isDueAt(clock.instant());
  }

  private @Nullable PendingRecovery announcedRecovery() {
    OwnMembership own = phone.own();
    return own == null ? null : own.recovery();
  }

  /** Whether the server does not know this phone's key for this membership, whatever the clock. */
  private static boolean isUnknown(Answer answer) {
    Problem problem = answer.problem();
    return problem != null
        && problem.known() == ProblemType.ASSERTION_REJECTED
        && problem.serverTime() == null;
  }

  private void fetchOwn(Membership membership, DeviceKey key, SyncLog log)
      throws IOException, RefusedException {
    if (!backoff.isDue(OWN)) {
      return;
    }
    String etag = phone.own() == null ? null : ownEtag;
    Answer answer;
    OwnMembership own;
    try {
      answer =
          session.ask(membership.membershipId(), key, bearer -> http.get(OWN_PATH, bearer, etag));
      own = answer.isSuccess() ? answer.read(OwnMembership.class) : null;
    } catch (IOException e) {
      log.tell(Kind.WAITING, null);
      return;
    }
    if (own != null) {
      backoff.clear(OWN);
      phone.keep(own);
      ownEtag = answer.etag();
    } else if (answer.status() == 304) {
      backoff.clear(OWN);
    } else {
      backoff.failed(OWN, answer.retryAfter(clock.instant()));
      log.tell(Kind.WAITING, answer.problemType());
    }
    if (announcedRecovery() != null) {
      log.tell(Kind.RECOVERY_PENDING, null);
    }
  }

  /**
   * Asks one thing in the name of the membership.
   *
   * @throws ProblemException when the server refuses
   * @throws IOException when it cannot be reached
   */
  public Answer ask(Membership membership, MemberSession.Asked asked) throws IOException {
    Answer answer;
    try {
      answer = session.ask(membership.membershipId(), phone.deviceKey(), asked);
    } catch (RefusedException e) {
      answer = e.answer();
    }
    if (!answer.isSuccess()) {
      throw answer.refusal(clock.instant());
    }
    return answer;
  }

  /** Whether the server can be reached. */
  private boolean fetchKeys(Membership membership, DeviceKey key, SyncLog log)
      throws IOException, RefusedException {
    if (!backoff.isDue(KEYS)) {
      return true;
    }
    String groupId = membership.group().id();
    GroupState group = phone.group();
    String etag = groupId.equals(group.groupId()) ? group.sliceEtag() : null;
    Answer answer;
    TokenKeySlice slice;
    try {
      answer =
          session.ask(
              membership.membershipId(),
              key,
              bearer -> http.get("api/v1/groups/" + groupId + "/token-keys", bearer, etag));
      slice = answer.isSuccess() ? answer.read(TokenKeySlice.class) : null;
    } catch (IOException e) {
      log.tell(Kind.WAITING, null);
      return false;
    }
    if (slice != null && slice.groupId().equals(groupId)) {
      backoff.clear(KEYS);
      phone.keep(membership, slice, answer.etag());
    } else if (answer.status() == 304) {
      backoff.clear(KEYS);
    } else {
      backoff.failed(KEYS, answer.retryAfter(clock.instant()));
      boolean isNotReady = answer.problemType() == ProblemType.KEYS_NOT_READY;
      log.tell(isNotReady ? Kind.KEYS_NOT_READY : Kind.WAITING, answer.problemType());
    }
    return true;
  }

  private void fetchMeetings(Membership membership, DeviceKey key, SyncLog log)
      throws IOException, RefusedException {
    if (!backoff.isDue(MEETINGS)) {
      return;
    }
    String groupId = membership.group().id();
    GroupState group = phone.group();
    String etag = groupId.equals(group.groupId()) ? group.meetingsEtag() : null;
    Answer answer;
    Meetings meetings;
    try {
      answer =
          session.ask(
              membership.membershipId(),
              key,
              bearer -> http.get("api/v1/groups/" + groupId + "/meetings", bearer, etag));
      meetings = answer.isSuccess() ? answer.read(Meetings.class) : null;
    } catch (IOException e) {
      log.tell(Kind.WAITING, null);
      return;
    }
    if (meetings != null) {
      backoff.clear(MEETINGS);
      phone.keep(membership, meetings, answer.etag());
    } else if (answer.status() == 304) {
      backoff.clear(MEETINGS);
    } else {
      backoff.failed(MEETINGS, answer.retryAfter(clock.instant()));
      log.tell(Kind.WAITING, answer.problemType());
    }
  }

  /**
   * Tells the server of memberships that were left, as far as it can be reached now.
   *
   * @throws IOException when the disk cannot be read or written; never for the network
   */
  public void tellWhoLeft(SyncLog log) throws IOException {
    for (LeavingState.Untold untold : phone.untold()) {
      String id = untold.membershipId();
      if (backoff.isDue("leave " + id)) {
        DeviceKey kept = untold.deviceKey();
        DeviceKey key = kept == null ? phone.deviceKey() : kept;
        if (tell(id, key, log)) {
          phone.told(id);
          backoff.clear("leave " + id);
          log.tell(Kind.LEFT, null);
        }
      }
    }
  }

  private boolean tell(String membershipId, DeviceKey key, SyncLog log) {
    Answer answer;
    try {
      answer = session.ask(membershipId, key, bearer -> http.delete(OWN_PATH, bearer));
    } catch (IOException e) {
      backoff.failed("leave " + membershipId, null);
      log.tell(Kind.WAITING, null);
      return false;
    } catch (RefusedException e) {
      answer = e.answer();
      if (isUnknown(answer)) {
        // Not for the clock: the server does not know this membership any more.
        return true;
      }
    }
    if (answer.isSuccess() || answer.status() == 404 || answer.status() == 410) {
      return true;
    }
    backoff.failed("leave " + membershipId, answer.retryAfter(clock.instant()));
    log.tell(Kind.WAITING, answer.problemType());
    return false;
  }

  /** Forgets the access token, because the phone joined or left. */
  public void forget() {
    session.forget();
    ownEtag = null;
  }
}
