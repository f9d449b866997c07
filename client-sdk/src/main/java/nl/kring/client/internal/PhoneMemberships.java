package nl.kring.client.internal;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.concurrent.locks.ReentrantLock;
import nl.kring.client.ProblemException;
import nl.kring.client.internal.http.Answer;
import nl.kring.client.internal.http.ServerHttp;
import nl.kring.client.internal.outbox.Backoff;
import nl.kring.client.internal.outbox.SyncLog;
import nl.kring.client.internal.store.Phone;
import nl.kring.client.internal.tokens.MemberSync;
import nl.kring.client.membership.DeviceKey;
import nl.kring.client.membership.Memberships;
import nl.kring.model.membership.DevicePublicKey;
import nl.kring.model.membership.JoinCode;
import nl.kring.model.membership.JoinRequest;
import nl.kring.model.membership.Membership;
import nl.kring.model.problem.Problem;
import org.jspecify.annotations.Nullable;

/** The phone's membership. Thread-safe. */
public final class PhoneMemberships implements Memberships {
  private final Phone phone;
  private final ServerHttp http;
  private final MemberSync memberSync;
  private final Backoff backoff;
  private final Clock clock;
  private final ReentrantLock network;

  /**
   * Of one phone and one server.
   *
   * @param network who holds it may make network calls
   */
  public PhoneMemberships(
      Phone phone,
      ServerHttp http,
      MemberSync memberSync,
      Backoff backoff,
      Clock clock,
      ReentrantLock network) {
    this.phone = phone;
    this.http = http;
    this.memberSync = memberSync;
    this.backoff = backoff;
    this.clock = clock;
    this.network = network;
  }

  @Override
  public Membership join(String codeOrQrText) throws IOException {
    JoinCode code = JoinCode.parse(codeOrQrText);
    network.lock();
    try {
      // A key of the app's own cannot join while the server still knows it in another group.
      memberSync.tellWhoLeft(new SyncLog());
      DeviceKey key = phone.deviceKey();
      Answer answer = http.post("api/v1/memberships", null, new JoinRequest(code, jwk(key)));
      if (!answer.isSuccess()) {
        Problem problem = answer.problem();
        throw new ProblemException(
            answer.problemType(),
            problem == null ? null : problem.detail(),
            answer.retryAfter(clock.instant()));
      }
      Membership membership = answer.read(Membership.class);
      phone.joined(membership, key);
      memberSync.forget();
      backoff.clearAll();
      return membership;
    } finally {
      network.unlock();
    }
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
  public String toString() {
    return "Memberships";
  }
}
