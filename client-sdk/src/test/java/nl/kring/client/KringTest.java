package nl.kring.client;

import static nl.kring.client.TestPhone.MONDAY;
import static nl.kring.client.TestPhone.checkIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import nl.kring.client.SyncNotice.Kind;
import nl.kring.client.checkin.CheckIn;
import nl.kring.client.testing.MutableClock;
import nl.kring.client.testing.TinyServer;
import nl.kring.model.checkin.TimeOut;
import nl.kring.model.membership.Membership;
import nl.kring.model.problem.ProblemType;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KringTest {
  private static final String DRAWS = "/api/v1/token-draws";
  private static final String CHECK_INS = "/api/v1/check-ins";

  @TempDir File directory;
  private final MutableClock clock = new MutableClock("2026-11-25T12:00");
  private TinyServer server;
  private Kring kring;

  @BeforeEach
  void open() throws IOException {
    server = new TinyServer(clock);
    kring = TestPhone.open(directory, server, clock);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private void join() throws IOException {
    kring.membership().join(TestPhone.code());
    kring.sync();
  }

  private String file(String name) throws IOException {
    return Files.readString(directory.toPath().resolve(name));
  }

  // Joining.

  @Test
  void aLostAnswerToJoiningGivesTheSameMembershipAlsoAfterARestart() throws IOException {
    String code = TestPhone.code();
    server.loseAnswer("/api/v1/memberships");
    assertThrows(IOException.class, () -> kring.membership().join(code));
    assertNull(kring.membership().current());
    kring = TestPhone.open(directory, server, clock);
    Membership membership = kring.membership().join(server.url() + "/app#" + code);
    assertEquals("lid-1", membership.membershipId());
    assertEquals(1, server.membershipOfKey.size());
    kring = TestPhone.open(directory, server, clock);
    assertEquals("lid-1", kring.membership().current().membershipId());
  }

  @Test
  void aRefusedCodeIsAProblemWithItsType() {
    server.fail("/api/v1/memberships", 404, null, ProblemType.JOIN_CODE_UNKNOWN);
    server.fail("/api/v1/memberships", 429, "30", ProblemType.TOO_MANY_REQUESTS);
    String code = TestPhone.code();
    ProblemException refused =
        assertThrows(ProblemException.class, () -> kring.membership().join(code));
    assertEquals(ProblemType.JOIN_CODE_UNKNOWN, refused.type());
    ProblemException later =
        assertThrows(ProblemException.class, () -> kring.membership().join(code));
    assertEquals(Duration.ofSeconds(30), later.retryAfter());
    assertThrows(IllegalArgumentException.class, () -> kring.membership().join("geen code"));
  }

  @Test
  void aPhoneWhoseClockIsWrongSignsOnceMoreWithTheServersTime() throws IOException {
    MutableClock right = new MutableClock("2026-11-25T12:00");
    server.clock = right;
    clock.plus(Duration.ofMinutes(7));
    join();
    assertEquals(2, server.requests("/api/v1/access-tokens").size());
    assertEquals(7, kring.journal().drawn());
    assertEquals(1, kring.meetings().upcoming().size());
  }

  // Drawing.

  @Test
  void theWeekOfJoiningIsDrawnAtOnceAndTheNextAtItsMomentWhetherUsedOrNot() throws IOException {
    join();
    assertEquals(7, kring.journal().drawn());
    Instant moment = kring.sync().retryAt();
    assertNull(moment);
    clock.set("2026-11-29T23:59:59");
    kring.sync();
    clock.set("2026-11-30T00:00");
    kring.sync();
    assertEquals(14, kring.journal().drawn());
    assertEquals(2, server.requests(DRAWS).size());
    clock.set("2026-12-09T12:00");
    kring.sync();
    assertEquals(21, kring.journal().drawn(), "a week missed is drawn late");
  }

  @Test
  void theMomentOfTheNextDrawIsChosenOnceAndSurvivesARestart() throws IOException {
    join();
    String before = file("group.json");
    assertTrue(before.contains("\"drawMoments\":{\"2026-W49\":\"2026-11-2"), before);
    kring = TestPhone.open(directory, server, clock);
    kring.sync();
    assertEquals(before, file("group.json"));
  }

  @Test
  void draftsAreDurableBeforeTheyAreSentAndGoneWhenTheTokensAreThere() throws IOException {
    boolean[] wasThere = {false};
    Kring watched =
        TestPhone.open(
            directory,
            server,
            clock,
            step -> {
              if (step.equals("send POST " + DRAWS)) {
                wasThere[0] = file("week-2026-W48.json").contains("\"blindingFactor\"");
              }
            });
    watched.membership().join(TestPhone.code());
    watched.sync();
    assertTrue(wasThere[0]);
    assertFalse(file("week-2026-W48.json").contains("blindingFactor"));
    assertTrue(file("week-2026-W48.json").contains("\"token\""));
  }

  @Test
  void afterALostAnswerTheVerySameDraftsAreSentAlsoAfterARestart() throws IOException {
    server.loseAnswer(DRAWS);
    join();
    assertEquals(0, kring.journal().drawn());
    kring = TestPhone.open(directory, server, clock);
    kring.sync();
    assertEquals(7, kring.journal().drawn());
    List<TinyServer.Received> draws = server.requests(DRAWS);
    assertEquals(2, draws.size());
    assertEquals(new String(draws.get(0).body()), new String(draws.get(1).body()));
  }

  @Test
  void aSignatureThatDoesNotVerifySetsTheWholeDrawAside() throws IOException {
    server.signsWrongly = true;
    kring.membership().join(TestPhone.code());
    SyncReport report = kring.sync();
    assertEquals(1, report.notices(Kind.DRAW_SET_ASIDE).size());
    assertEquals(0, kring.journal().drawn());
    assertEquals(1, kring.journal().drawsLost());
    assertFalse(file("week-2026-W48.json").contains("blindingFactor"));
    assertFalse(file("week-2026-W48.json").contains("\"token\""));
    kring.sync();
    assertEquals(1, server.requests(DRAWS).size());
  }

  @Test
  void aWeekDrawnElsewhereIsToldOnceAndItsCheckInsStayOnThePhone() throws IOException {
    server.fail(DRAWS, 409, null, ProblemType.DRAWN_ELSEWHERE);
    kring.membership().join(TestPhone.code());
    SyncReport report = kring.sync();
    assertEquals("2026-W48", report.notices(Kind.DRAWN_ELSEWHERE).get(0).week().toString());
    kring.checkIns().record(checkIn(MONDAY));
    assertTrue(kring.sync().notices().isEmpty());
    assertEquals(1, kring.journal().drawsLost());
    assertEquals(1, kring.journal().waiting());
    clock.set("2026-12-01T04:00");
    assertEquals(1, kring.journal().tooLate(), "also before a sync closes the week");
    assertEquals(MONDAY, kring.sync().notices(Kind.SLIP_TOO_LATE).get(0).day());
    assertEquals(1, kring.journal().tooLate());
    assertEquals(0, kring.journal().waiting());
    assertEquals(1, kring.checkIns().history().size());
  }

  @Test
  void whileTheGroupHasNoKeysCheckInsStayOnThePhone() throws IOException {
    server.keysReady = false;
    kring.membership().join(TestPhone.code());
    kring.checkIns().record(checkIn(MONDAY));
    SyncReport report = kring.sync();
    assertEquals(1, report.notices(Kind.KEYS_NOT_READY).size());
    assertEquals(clock.instant().plusSeconds(3600), report.retryAt());
    server.keysReady = true;
    kring.sync();
    assertEquals(0, kring.journal().drawn(), "not before the server said");
    clock.plus(Duration.ofHours(1));
    kring.sync();
    kring.sync();
    assertEquals(Map.of(MONDAY, 1), server.counted);
  }

  // Check-ins.

  @Test
  void aCheckInCanBeReplacedUntilItsSlipIsFrozen() throws IOException {
    join();
    kring.checkIns().record(checkIn(MONDAY));
    var replaced =
        CheckIn.builder(MONDAY)
            .tension(5)
            .urge(5)
            .timeOut(TimeOut.USED)
            .lapse(true)
            .step(7)
            .build();
    kring.checkIns().record(replaced);
    server.loseRequest(CHECK_INS);
    kring.syncAsNobody();
    kring.checkIns().record(checkIn(MONDAY));
    clock.plus(Duration.ofMinutes(1));
    kring.syncAsNobody();
    assertEquals(checkIn(MONDAY), kring.checkIns().of(MONDAY));
    assertEquals(1, kring.checkIns().history().size());
    for (TinyServer.Received received : server.requests(CHECK_INS)) {
      assertEquals(256, received.body().length);
      assertEquals(
          "{\"schemaVersion\":1,\"tension\":5,\"urge\":5,\"timeOut\":\"used\"}",
          new String(received.body()).trim(),
          "neither lapse nor step, and what was frozen first");
    }
  }

  @Test
  void onlyTodayAndEarlierDaysOfAnOpenWeekCanBeRecorded() throws IOException {
    clock.set("2026-12-01T03:59");
    kring.checkIns().record(checkIn(MONDAY));
    kring.checkIns().record(checkIn(LocalDate.parse("2026-12-01")));
    assertThrows(
        IllegalArgumentException.class,
        () -> kring.checkIns().record(checkIn(LocalDate.parse("2026-12-02"))));
    assertThrows(
        IllegalArgumentException.class,
        () -> kring.checkIns().record(checkIn(MONDAY.minusDays(1))));
    clock.set("2026-12-01T04:00");
    assertThrows(IllegalArgumentException.class, () -> kring.checkIns().record(checkIn(MONDAY)));
    assertEquals(2, kring.checkIns().history().size());
  }

  @Test
  void recordingNeverTouchesTheNetworkAndSurvivesARestart() throws IOException {
    join();
    int before = server.received.size();
    kring.checkIns().record(checkIn(MONDAY));
    assertEquals(before, server.received.size());
    kring = TestPhone.open(directory, server, clock);
    assertEquals(List.of(checkIn(MONDAY)), kring.checkIns().history());
    assertEquals(1, kring.journal().waiting());
  }

  @Test
  void onAFullDiskRecordingFailsAndNothingAcknowledgedIsLost() throws IOException {
    kring.checkIns().record(checkIn(MONDAY));
    boolean[] full = {true};
    Kring filled =
        TestPhone.open(
            directory,
            server,
            clock,
            step -> {
              if (full[0] && step.startsWith("write-rest")) {
                throw new IOException("No space left on device");
              }
            });
    assertThrows(IOException.class, () -> filled.checkIns().record(checkIn(MONDAY.plusDays(1))));
    assertEquals(List.of(checkIn(MONDAY)), filled.checkIns().history());
    assertEquals(1, TestPhone.open(directory, server, clock).checkIns().history().size());
    full[0] = false;
    filled.checkIns().record(checkIn(MONDAY.plusDays(1)));
    assertEquals(2, TestPhone.open(directory, server, clock).checkIns().history().size());
  }

  @Test
  void aDamagedFileIsToldAndKeptAndTheRestGoesOn() throws IOException {
    join();
    kring.checkIns().record(checkIn(MONDAY));
    Path week = directory.toPath().resolve("week-2026-W48.json");
    byte[] bytes = Files.readAllBytes(week);
    Files.write(week, Arrays.copyOf(bytes, bytes.length - 10));
    kring = TestPhone.open(directory, server, clock);
    assertEquals(List.of("week-2026-W48.json.damaged"), kring.sync().damagedFiles());
    assertEquals("lid-1", kring.membership().current().membershipId());
    kring.checkIns().record(checkIn(MONDAY));
    assertEquals(1, kring.checkIns().history().size());
  }

  @Test
  void aSlipIsSentOnlyWhereSlipsAreWantedAndLaterIfThatComesTrue() throws IOException {
    server.slipsWanted = false;
    join();
    kring.checkIns().record(checkIn(MONDAY));
    kring.sync();
    assertEquals(0, server.requests(CHECK_INS).size());
    assertEquals(1, kring.journal().waiting());
    server.slipsWanted = true;
    kring.sync();
    kring.sync();
    assertEquals(Map.of(MONDAY, 1), server.counted);
  }

  @Test
  void whenTheWeekClosesItsSecretsGoAndItsCheckInsAndCountsStay() throws IOException {
    join();
    kring.checkIns().record(checkIn(MONDAY));
    kring.sync();
    clock.set("2026-12-01T04:00");
    kring.sync();
    String week = file("week-2026-W48.json");
    assertFalse(week.contains("\"token\""));
    assertFalse(week.contains("\"body\""));
    assertFalse(week.contains("membershipId"));
    assertEquals(1, kring.journal().spent());
    assertEquals(1, TestPhone.open(directory, server, clock).journal().spent());
    assertEquals(1, kring.checkIns().history().size());
  }

  @Test
  void aClockThatRanAheadOnceLosesNoCheckIn() throws IOException {
    join();
    kring.checkIns().record(checkIn(MONDAY));
    clock.set("2027-11-25T12:00");
    kring.syncAsNobody();
    clock.set("2026-11-25T13:00");
    kring.checkIns().record(checkIn(MONDAY.plusDays(2)));
    kring.sync();
    assertEquals(2, kring.checkIns().history().size());
    Journal journal = kring.journal();
    assertEquals(2, journal.spent() + journal.tooLate() + journal.waiting());
  }

  @Test
  void afterARestoreOfTheServerWhatWasSentOfOpenWeeksIsSentAgain() throws IOException {
    join();
    kring.checkIns().record(checkIn(MONDAY));
    kring.checkIns().record(checkIn(MONDAY.plusDays(1)));
    kring.sync();
    server.restore();
    kring.sync();
    SyncReport report = kring.sync();
    assertEquals(0, report.sent());
    assertEquals(Map.of(MONDAY, 1, MONDAY.plusDays(1), 1), server.counted);
    assertEquals(2, kring.journal().spent());
    assertEquals(2, kring.journal().duplicates());
    kring.sync();
    assertEquals(4, server.requests(CHECK_INS).size());
  }

  // Meetings.

  @Test
  void meetingsComeFromThePhoneAndAreAskedForOnlyWhenTheyChanged() throws IOException {
    join();
    assertEquals("Dorpsstraat", kring.meetings().upcoming().get(0).address());
    kring.sync();
    var asked = server.requests("/api/v1/groups/" + TinyServer.GROUP + "/meetings");
    assertNull(asked.get(0).headers().getFirst("If-None-Match"));
    assertTrue(asked.get(1).headers().getFirst("If-None-Match").startsWith("\""));
    server.close();
    kring = TestPhone.open(directory, server, clock);
    assertEquals(1, kring.meetings().upcoming().size());
    clock.set("2026-11-26T22:00");
    assertTrue(kring.meetings().upcoming().isEmpty());
  }

  // As nobody.

  @Test
  void aSlipCarriesNothingButItsTokenAndSharesNoConnection() throws IOException {
    join();
    kring.checkIns().record(checkIn(MONDAY));
    kring.checkIns().record(checkIn(MONDAY.plusDays(1)));
    kring.sync();
    List<Integer> ports = server.received.stream().map(TinyServer.Received::remotePort).toList();
    for (TinyServer.Received slip : server.requests(CHECK_INS)) {
      assertEquals(1, ports.stream().filter(port -> port == slip.remotePort()).count());
      assertEquals(
          Set.of(
              "Accept",
              "Accept-encoding",
              "Authorization",
              "Connection",
              "Content-length",
              "Content-type",
              "Host",
              "User-agent"),
          slip.headers().keySet());
      assertTrue(slip.headers().getFirst("Authorization").startsWith("PrivateToken token="));
      assertEquals("application/json", slip.headers().getFirst("Content-type"));
      assertEquals("Kring", slip.headers().getFirst("User-agent"));
    }
    assertEquals(2, server.requests(CHECK_INS).size());
  }

  @Test
  void aSyncSpeaksAsNobodyFirst() throws IOException {
    join();
    kring.checkIns().record(checkIn(MONDAY));
    int before = server.received.size();
    kring.sync();
    assertEquals(CHECK_INS, server.received.get(before).path());
  }

  @Test
  void anAppsInterceptorsDoNotComeWithASlip() throws IOException {
    var client =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain ->
                    chain.proceed(chain.request().newBuilder().header("X-App", "phone-42").build()))
            .build();
    kring = TestPhone.builder(directory, server, clock).httpClient(client).build();
    join();
    kring.checkIns().record(checkIn(MONDAY));
    kring.sync();
    assertNull(server.requests(CHECK_INS).get(0).headers().getFirst("X-App"));
    assertEquals("phone-42", server.requests(DRAWS).get(0).headers().getFirst("X-App"));
  }

  @Test
  void anAddressThatIsNotHttpsIsRefusedExceptOnThisMachine() {
    for (String wrong : List.of("http://kring.example", "kring.example", "ftp://localhost", "")) {
      assertThrows(IllegalArgumentException.class, () -> Kring.builder(directory, wrong), wrong);
    }
    Kring.builder(directory, "https://kring.example/");
    Kring.builder(directory, "http://localhost:8080");
  }

  @Test
  void recordingDoesNotWaitForASyncThatWaitsForTheNetwork() throws Exception {
    join();
    kring.checkIns().record(checkIn(MONDAY));
    var inSend = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    Kring slow =
        TestPhone.open(
            directory,
            server,
            clock,
            step -> {
              if (step.startsWith("send")) {
                inSend.countDown();
                try {
                  goOn.await();
                } catch (InterruptedException e) {
                  throw new IOException(e);
                }
              }
            });
    Thread worker =
        new Thread(
            () -> {
              try {
                slow.syncAsNobody();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    worker.start();
    inSend.await();
    slow.checkIns().record(checkIn(MONDAY.plusDays(1)));
    slow.membership().leave();
    goOn.countDown();
    worker.join();
    assertTrue(slow.checkIns().history().isEmpty());
    assertEquals(0, slow.journal().spent());
    assertTrue(slow.membership().isLeaving());
    slow.sync();
    assertFalse(slow.membership().isLeaving());
  }
}
