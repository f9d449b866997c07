package nl.kring.client.internal;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.locks.ReentrantLock;
import nl.kring.client.internal.http.Answer;
import nl.kring.client.internal.http.MemberSession;
import nl.kring.client.internal.http.ServerHttp;
import nl.kring.client.internal.membership.Recoveries;
import nl.kring.client.internal.outbox.Backoff;
import nl.kring.client.internal.outbox.SyncLog;
import nl.kring.client.internal.store.Phone;
import nl.kring.client.internal.store.RecoveringState;
import nl.kring.client.internal.tokens.MemberSync;
import nl.kring.client.membership.DeviceKey;
import nl.kring.client.membership.Memberships;
import nl.kring.client.membership.Recovery;
import nl.kring.model.membership.DevicePublicKey;
import nl.kring.model.membership.JoinCode;
import nl.kring.model.membership.JoinRequest;
import nl.kring.model.membership.Membership;
import nl.kring.model.membership.MembershipExport;
import nl.kring.model.membership.NewRecoveryCode;
import nl.kring.model.membership.OwnMembership;
import nl.kring.model.membership.PendingRecovery;
import nl.kring.model.membership.RecoveryCode;
import org.jspecify.annotations.Nullable;

/** The phone's membership. Thread-safe. */
public final class PhoneMemberships implements Memberships {
  private final Phone phone;
  private final ServerHttp http;
  private final MemberSync memberSync;
  private final Recoveries recoveries;
  private final Backoff backoff;
  private final Clock clock;
  private final SecureRandom random;
  private final ReentrantLock network;

  /** Shown, and not typed back yet; in memory only. */
  private volatile @Nullable RecoveryCode shown;

  /**
   * Of one phone and one server.
   *
   * @param network who holds it may make network calls
   */
  public PhoneMemberships(
      Phone phone,
      ServerHttp http,
      MemberSync memberSync,
      Recoveries recoveries,
      Backoff backoff,
      Clock clock,
      SecureRandom random,
      ReentrantLock network) {
    this.phone = phone;
    this.http = http;
    this.memberSync = memberSync;
    this.recoveries = recoveries;
    this.backoff = backoff;
    this.clock = clock;
    this.random = random;
    this.network = network;
  }

  @Override
  public Membership join(String codeOrQrText) throws IOException {
    JoinCode code = JoinCode.parse(codeOrQrText);
    network.lock();
    try {
      if (phone.recovering() != null) {
        throw new IllegalStateException("this phone waits for a recovery");
      }
      // A key of the app's own cannot join while the server still knows it in another group.
      memberSync.tellWhoLeft(new SyncLog());
      DeviceKey key = phone.deviceKey();
      Answer answer = http.post("api/v1/memberships", null, new JoinRequest(code, jwk(key)));
      if (!answer.isSuccess()) {
        throw answer.refusal(clock.instant());
      }
      Membership membership = answer.read(Membership.class);
      phone.joined(membership, key);
      beginAnew();
      return membership;
    } finally {
      network.unlock();
    }
  }

  /** The phone is another member than before: nothing that waited was its own. */
  private void beginAnew() {
    memberSync.forget();
    backoff.clearAll();
    shown = null;
  }

  private static DevicePublicKey jwk(DeviceKey key) throws IOException {
    try {
      return DevicePublicKey.of(key.publicKey());
    } catch (GeneralSecurityException e) {
      throw new IOException("the device key cannot be used", e);
    }
  }

  @Override
  public @Nullable Membership current() {
    return phone.membership();
  }

  @Override
  public void leave() throws IOException {
    phone.leave();
    shown = null;
    // While a sync is busy the phone is wiped all the same; a later sync tells the server.
    if (network.tryLock()) {
      try {
        backoff.clearAll();
        memberSync.tellWhoLeft(new SyncLog());
        memberSync.forget();
      } finally {
        network.unlock();
      }
    }
  }

  @Override
  public boolean isLeaving() {
    return !phone.untold().isEmpty();
  }

  @Override
  public RecoveryCode newRecoveryCode() {
    member();
    RecoveryCode code = RecoveryCode.random(random);
    shown = code;
    return code;
  }

  @Override
  public void confirmRecoveryCode(String typed) throws IOException {
    RecoveryCode code = shown;
    if (code == null) {
      throw new IllegalStateException("no recovery code was shown");
    }
    int different = code.firstDifference(RecoveryCode.parse(typed));
    if (different != 0) {
      throw new IllegalArgumentException("woord " + different + " is een ander woord");
    }
    asMember(
        bearer ->
            http.put("api/v1/memberships/me/recovery-code", bearer, new NewRecoveryCode(code)));
    shown = null;
    keepRecoveryCode(true);
  }

  @Override
  public boolean hasRecoveryCode() {
    OwnMembership own = phone.own();
    return own != null && own.hasRecoveryCode();
  }

  @Override
  public Recovery recover(String typed) throws IOException {
    RecoveryCode code = RecoveryCode.parse(typed);
    network.lock();
    try {
      if (phone.membership() != null) {
        throw new IllegalStateException("this phone has a membership");
      }
      memberSync.tellWhoLeft(new SyncLog());
      Recovery recovery = recoveries.ask(code);
      if (recovery.membership() != null) {
        beginAnew();
      }
      return recovery;
    } finally {
      network.unlock();
    }
  }

  @Override
  public @Nullable PendingRecovery awaitedRecovery() {
    RecoveringState state = phone.recovering();
    return state == null ? null : state.recovery();
  }

  @Override
  public @Nullable PendingRecovery pendingRecovery() {
    OwnMembership own = phone.own();
    PendingRecovery pending = own == null ? null : own.recovery();
    return pending == null || pending.isDueAt(clock.instant()) ? null : pending;
  }

  @Override
  public void refuseRecovery() throws IOException {
    asMember(bearer -> http.delete("api/v1/memberships/me/recovery", bearer));
    keepRecoveryCode(false);
  }

  @Override
  public MembershipExport exportFromServer() throws IOException {
    return asMember(bearer -> http.get("api/v1/memberships/me/export", bearer, null))
        .read(MembershipExport.class);
  }

  /** What a next sync would tell, known already. */
  private void keepRecoveryCode(boolean works) throws IOException {
    OwnMembership own = phone.own();
    if (own != null) {
      phone.keep(own.withRecoveryCode(works));
    }
  }

  private Membership member() {
    Membership membership = phone.membership();
    if (membership == null) {
      throw new IllegalStateException("this phone has no membership");
    }
    return membership;
  }

  private Answer asMember(MemberSession.Asked asked) throws IOException {
    network.lock();
    try {
      return memberSync.ask(member(), asked);
    } finally {
      network.unlock();
    }
  }

  @Override
  public String toString() {
    return "Memberships";
  }
}
