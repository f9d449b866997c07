package nl.kring.client.internal.outbox;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.LocalDate;
import nl.kring.client.SyncNotice.Kind;
import nl.kring.client.internal.http.Answer;
import nl.kring.client.internal.http.ServerHttp;
import nl.kring.client.internal.store.Phone;
import nl.kring.client.internal.store.ReadySlip;
import nl.kring.client.internal.store.SlipState;
import nl.kring.model.problem.ProblemType;

/**
 * Sends slips as nobody, each until the server counted it, refused it for good, or its week closed.
 *
 * <p>Not thread-safe: one network call is made at a time. Blocks on disk and network.
 */
public final class Outbox {
  private final Phone phone;
  private final ServerHttp http;
  private final Backoff backoff;
  private final Clock clock;

  /** Of one phone and one server. */
  public Outbox(Phone phone, ServerHttp http, Backoff backoff, Clock clock) {
    this.phone = phone;
    this.http = http;
    this.backoff = backoff;
    this.clock = clock;
  }

  /**
   * Sends what can be sent now.
   *
   * @throws IOException when the disk cannot be read or written; never for the network
   */
  public void sendAll(SyncLog log) throws IOException {
    for (LocalDate day : phone.closeExpiredWeeks()) {
      backoff.clear(key(day));
      log.slip(Kind.SLIP_TOO_LATE, null, day);
    }
    boolean isReachable = true;
    for (ReadySlip slip : phone.freezeReady(day -> backoff.isDue(key(day)))) {
      if (isReachable && phone.isStillReady(slip)) {
        isReachable = send(slip, log);
      } else if (!isReachable) {
        waitFor(slip, log);
      }
    }
  }

  private static String key(LocalDate day) {
    return "slip " + day;
  }

  private void waitFor(ReadySlip slip, SyncLog log) {
    backoff.failed(key(slip.day()), null);
    log.slip(Kind.WAITING, null, slip.day());
  }

  /** Whether there is a server at all; one slip that fails must not keep the others. */
  private boolean send(ReadySlip slip, SyncLog log) throws IOException {
    Answer answer;
    try {
      answer = http.postAsNobody("api/v1/check-ins", slip.token(), slip.body());
    } catch (IOException e) {
      waitFor(slip, log);
      return !(e instanceof ConnectException || e instanceof UnknownHostException);
    }
    if (answer.isSuccess()) {
      backoff.clear(key(slip.day()));
      if (phone.counted(slip)) {
        log.countSent();
      }
    } else if (answer.isPassing()) {
      backoff.failed(key(slip.day()), answer.retryAfter(clock.instant()));
      if (answer.isCertainlyUndone()) {
        phone.notCounted(slip);
      }
      log.slip(Kind.WAITING, answer.problemType(), slip.day());
    } else if (answer.asksForToken()) {
      backoff.clear(key(slip.day()));
      phone.ended(slip, SlipState.TOO_LATE);
      log.slip(Kind.SLIP_TOO_LATE, ProblemType.TOKEN_REJECTED, slip.day());
    } else {
      backoff.clear(key(slip.day()));
      phone.ended(slip, SlipState.SET_ASIDE);
      log.slip(Kind.SLIP_SET_ASIDE, answer.problemType(), slip.day());
    }
    return true;
  }
}
