package nl.kring.client.internal.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import nl.kring.client.Kring;
import nl.kring.client.SyncNotice;
import nl.kring.client.SyncNotice.Kind;
import nl.kring.client.SyncReport;
import nl.kring.client.checkin.CheckIn;
import nl.kring.client.testing.MutableClock;
import nl.kring.client.testing.TinyServer;
import nl.kring.model.checkin.TimeOut;
import nl.kring.model.membership.JoinCode;
import nl.kring.model.problem.ProblemType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxTest {
  private static final String CHECK_INS = "/api/v1/check-ins";
  private static final LocalDate MONDAY = LocalDate.parse("2026-11-23");
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);

  @TempDir File directory;
  private final MutableClock clock = new MutableClock("2026-11-25T12:00");
  private TinyServer server;
  private Kring kring;

  @BeforeEach
  void twoSlipsWait() throws IOException {
    server = new TinyServer(clock);
    reopen();
    kring.membership().join(JoinCode.random(new SecureRandom()).words());
    kring.sync();
    for (LocalDate day : List.of(MONDAY, TUESDAY)) {
      kring
          .checkIns()
          .record(CheckIn.builder(day).tension(1).urge(2).timeOut(TimeOut.USED).build());
    }
  }

  private void reopen() throws IOException {
    kring = Kring.builder(directory, server.url()).clock(clock).jitter(() -> 0).build();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 408, 425, 429, 500, 502, 503, 504})
  void whatPassesIsKeptAndDoesNotBlockTheOther(int status) throws IOException {
    server.fail(CHECK_INS, status, null, null);
    SyncReport report = kring.sync();
    assertEquals(1, report.sent());
    assertEquals(MONDAY, report.notices(Kind.WAITING).get(0).day());
    assertEquals(Map.of(TUESDAY, 1), server.counted);
    assertEquals(1, kring.journal().waiting());
    assertEquals(clock.instant().plusSeconds(30), report.retryAt());

    clock.plus(Duration.ofSeconds(29));
    kring.sync();
    assertEquals(2, server.requests(CHECK_INS).size());
    clock.plus(Duration.ofSeconds(1));
    assertEquals(1, kring.sync().sent());
    assertEquals(Map.of(MONDAY, 1, TUESDAY, 1), server.counted);
    assertEquals(2, kring.journal().spent());
    assertEquals(0, kring.journal().waiting());
    // 425 and 429 say for certain that nothing was counted; after the others nobody can know.
    assertEquals(status == 425 || status == 429 ? 0 : 1, kring.journal().duplicates());
  }

  @ParameterizedTest
  @ValueSource(strings = {"7200", "Wed, 25 Nov 2026 13:00:00 GMT"})
  void theServersRetryAfterIsObeyedAsSecondsOrAsADate(String retryAfter) throws IOException {
    server.fail(CHECK_INS, 429, retryAfter, ProblemType.TOO_MANY_REQUESTS);
    assertEquals(clock.instant().plusSeconds(7200), kring.sync().retryAt());
    clock.plus(Duration.ofSeconds(7199));
    assertEquals(0, kring.sync().sent());
    clock.plus(Duration.ofSeconds(1));
    assertEquals(1, kring.sync().sent());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 409, 413, 415, 422})
  void whatIsRefusedForGoodIsSetAsideAndToldOnce(int status) throws IOException {
    server.fail(CHECK_INS, status, null, ProblemType.INVALID_REQUEST);
    SyncReport report = kring.sync();
    SyncNotice notice = report.notices(Kind.SLIP_SET_ASIDE).get(0);
    assertEquals(ProblemType.INVALID_REQUEST, notice.problem());
    assertEquals(MONDAY, notice.day());
    assertEquals(1, report.sent());
    assertEquals(1, kring.journal().setAside());
    assertEquals(0, kring.journal().waiting());
    clock.plus(Duration.ofHours(10));
    assertTrue(kring.sync().notices().isEmpty());
    assertEquals(2, server.requests(CHECK_INS).size());
    assertEquals(2, kring.checkIns().history().size(), "the check-in stays");
  }

  @Test
  void aRejectedTokenIsTooLate() throws IOException {
    server.fail(CHECK_INS, 401, null, ProblemType.TOKEN_REJECTED);
    assertEquals(MONDAY, kring.sync().notices(Kind.SLIP_TOO_LATE).get(0).day());
    assertEquals(1, kring.journal().tooLate());
    assertEquals(1, kring.journal().spent());
    assertEquals(0, kring.journal().waiting());
  }

  @Test
  void aLostRequestIsSentAgainWithTheSameBytes() throws IOException {
    server.loseRequest(CHECK_INS);
    assertEquals(1, kring.sync().sent());
    reopen();
    assertEquals(1, kring.sync().sent(), "after a restart at once");
    List<TinyServer.Received> sent = server.requests(CHECK_INS);
    assertEquals(3, sent.size());
    assertEquals(new String(sent.get(0).body()), new String(sent.get(2).body()));
    assertEquals(
        sent.get(0).headers().getFirst("Authorization"),
        sent.get(2).headers().getFirst("Authorization"));
    assertEquals(Map.of(MONDAY, 1, TUESDAY, 1), server.counted);
  }

  @Test
  void aLostAnswerIsCountedOnceAndTheRepetitionIsADuplicate() throws IOException {
    server.loseAnswer(CHECK_INS);
    kring.sync();
    assertEquals(Map.of(MONDAY, 1, TUESDAY, 1), server.counted);
    assertEquals(1, kring.journal().spent());
    clock.plus(Duration.ofSeconds(30));
    kring.sync();
    assertEquals(Map.of(MONDAY, 1, TUESDAY, 1), server.counted);
    assertEquals(2, kring.journal().spent());
    assertEquals(1, kring.journal().duplicates());
  }

  @Test
  void withoutAServerEverySlipWaits() throws IOException {
    server.close();
    SyncReport report = kring.syncAsNobody();
    assertEquals(2, report.notices(Kind.WAITING).size());
    assertEquals(2, kring.journal().waiting());
    clock.set("2026-12-01T04:00");
    assertEquals(2, kring.syncAsNobody().notices(Kind.SLIP_TOO_LATE).size());
    assertEquals(2, kring.journal().tooLate());
    assertEquals(0, kring.journal().waiting());
  }

  @Test
  void aSlipOfTheComingDaysDoesNotExistAndOneOfTodayIsSentToday() throws IOException {
    LocalDate today = LocalDate.parse("2026-11-25");
    kring
        .checkIns()
        .record(CheckIn.builder(today).tension(1).urge(2).timeOut(TimeOut.USED).build());
    assertEquals(3, kring.sync().sent());
    assertEquals(3, server.counted.size());
  }

  @Test
  void aServerThatCallsItselfTooEarlyIsAskedAgain() throws IOException {
    server.fail(CHECK_INS, 425, "60", ProblemType.TOO_EARLY);
    kring.sync();
    clock.plus(Duration.ofSeconds(60));
    assertEquals(1, kring.sync().sent());
    assertEquals(0, kring.journal().duplicates());
  }
}
