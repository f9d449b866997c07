package nl.kring.client.internal.membership;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import nl.kring.client.SyncNotice.Kind;
import nl.kring.client.internal.http.Answer;
import nl.kring.client.internal.http.ServerHttp;
import nl.kring.client.internal.outbox.Backoff;
import nl.kring.client.internal.outbox.SyncLog;
import nl.kring.client.internal.store.Phone;
import nl.kring.client.internal.store.RecoveringState;
import nl.kring.client.membership.DeviceKey;
import nl.kring.client.membership.Recovery;
import nl.kring.model.membership.DevicePublicKey;
import nl.kring.model.membership.Membership;
import nl.kring.model.membership.PendingRecovery;
import nl.kring.model.membership.RecoveryCode;
import nl.kring.model.membership.RecoveryRequest;
import nl.kring.model.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * A new phone asks for the membership of an old one, and asks again when its time has come.
 *
 * <p>Not thread-safe: one network call is made at a time. Blocks on disk and network.
 */
public final class Recoveries {
  private static final String KEY = "recovery";
  private static final int ACCEPTED = 202;

  private final Phone phone;
  private final ServerHttp http;
  private final Backoff backoff;
  private final Clock clock;

  /** Of one phone and one server. */
  public Recoveries(Phone phone, ServerHttp http, Backoff backoff, Clock clock) {
    this.phone = phone;
    this.http = http;
    this.backoff = backoff;
    this.clock = clock;
  }

  /** Asks; what is answered is durable on return. */
  public Recovery ask(RecoveryCode code) throws IOException {
    DeviceKey key = phone.deviceKey();
    Answer answer = post(code, key);
    if (!answer.isSuccess()) {
      throw answer.refusal(clock.instant());
    }
    if (answer.status() == ACCEPTED) {
      PendingRecovery pending = answer.read(PendingRecovery.class);
      phone.recovering(new RecoveringState(code, pending), key);
      return Recovery.pendingUntil(pending.takesEffectAt());
    }
    Membership membership = answer.read(Membership.class);
    phone.joined(membership, key);
    return Recovery.done(membership);
  }

  /**
   * Asks again if this phone waits for a membership and the time has come.
   *
   * @throws IOException when the disk cannot be read or written; never for the network
   */
  public void askIfDue(SyncLog log) throws IOException {
    RecoveringState state = phone.recovering();
    if (state == null || !state.recovery().isDueAt(clock.instant()) || !backoff.isDue(KEY)) {
      return;
    }
    DeviceKey key = phone.deviceKey();
    Answer answer;
    Membership membership;
    try {
      answer = post(state.code(), key);
      membership =
          answer.isSuccess() && answer.status() != ACCEPTED ? answer.read(Membership.class) : null;
    } catch (IOException e) {
      backoff.failed(KEY, null);
      log.tell(Kind.WAITING, null);
      return;
    }
    if (membership != null) {
      phone.joined(membership, key);
      backoff.clear(KEY);
      log.tell(Kind.RECOVERED, null);
    } else if (answer.problemType() == ProblemType.RECOVERY_CODE_UNKNOWN) {
      phone.endRecovering();
      backoff.clear(KEY);
      log.tell(Kind.RECOVERY_REFUSED, answer.problemType());
    } else {
      // Also a server for which it is not yet time: this phone's clock is ahead.
      backoff.failed(KEY, answer.retryAfter(clock.instant()));
      log.tell(Kind.WAITING, answer.isSuccess() ? null : answer.problemType());
    }
  }

  /** From when {@link #askIfDue} can do more; null when this phone waits for nothing. */
  public @Nullable Instant dueAt() {
    RecoveringState state = phone.recovering();
    return state == null || state.recovery().isDueAt(clock.instant())
        ? null
        : state.recovery().takesEffectAt();
  }

  private Answer post(RecoveryCode code, DeviceKey key) throws IOException {
    try {
      DevicePublicKey publicKey = DevicePublicKey.of(key.publicKey());
      return http.post("api/v1/recoveries", null, new RecoveryRequest(code, publicKey));
    } catch (GeneralSecurityException e) {
      throw new IOException("the device key cannot be used", e);
    }
  }
}
