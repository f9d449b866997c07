package nl.kring.server.evening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import nl.kring.server.app.TestServer;
import nl.kring.server.app.TestServer.Tagged;
import nl.kring.server.meeting.MeetingChange;
import nl.kring.server.platform.AtOnce;
import nl.kring.server.platform.db.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A meeting as it is held, over HTTP. */
class EveningRoutesTest {
  private static final LocalDate WEDNESDAY = LocalDate.of(2026, 11, 25);

  private static String path(TestServer server, String seriesId, LocalDate day) {
    return "/api/v1/groups/"
        + server.groupId
        + "/meeting-series/"
        + seriesId
        + "/meetings/"
        + day
        + "/evening";
  }

  private static void evening(TestServer server, LocalDate day) throws Exception {
    server.setClock(Instant.parse(day + "T19:30:00Z"));
  }

  private static int step(TestServer server, String seriesId, LocalDate day) {
    return server
        .app
        .evenings()
        .evening(new EveningService.Which(server.groupId, seriesId, day))
        .step()
        .number();
  }

  private static void count(TestServer server, String seriesId, LocalDate day, int people) {
    EveningService.Which which = new EveningService.Which(server.groupId, seriesId, day);
    String etag = server.app.evenings().evening(which).etag();
    server.app.evenings().count(which, etag, people, 0, server.staffId);
  }

  @ParameterizedTest
  @EnumSource
  void theStepFollowsTheProgrammeAndACancelledMeetingTakesNone(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      String series = server.planWeekly();
      evening(server, WEDNESDAY);
      assertEquals(1, step(server, series, WEDNESDAY));
      assertEquals(3, step(server, series, WEDNESDAY.plusWeeks(2)));
      server
          .app
          .meetings()
          .changeOne(
              server.groupId,
              server.app.meetings().planning(server.groupId).etag(),
              series,
              WEDNESDAY.plusWeeks(1),
              MeetingChange.CANCELLED);
      assertEquals(2, step(server, series, WEDNESDAY.plusWeeks(2)));
      count(server, series, WEDNESDAY, 7);
      evening(server, WEDNESDAY.plusWeeks(2));
      assertEquals(2, step(server, series, WEDNESDAY.plusWeeks(2)), "also when time has gone on");

      // Skipped, then repeated, then on from there; after the last comes the first.
      String token = server.facilitatorToken();
      String third = path(server, series, WEDNESDAY.plusWeeks(2));
      Tagged seen = server.ask("GET", third, token, null, null);
      Tagged skipped = server.ask("PUT", third + "/step", token, seen.etag(), Map.of("number", 11));
      assertEquals(200, skipped.status());
      assertEquals(11, skipped.body().at("/step/number").asInt());
      assertTrue(skipped.body().at("/step/isChosen").asBoolean());
      assertEquals("Reflectie", skipped.body().at("/step/name").asText());
      assertEquals(12, step(server, series, WEDNESDAY.plusWeeks(3)));
      assertEquals(1, step(server, series, WEDNESDAY.plusWeeks(4)));
      Tagged usual = server.ask("PUT", third + "/step", token, skipped.etag(), Map.of());
      assertEquals(2, usual.body().at("/step/number").asInt());
      assertFalse(usual.body().at("/step/isChosen").asBoolean());
      assertEquals(
          400,
          server.ask("PUT", third + "/step", token, usual.etag(), Map.of("number", 13)).status());
    }
  }

  @ParameterizedTest
  @EnumSource
  void headsAreCountedFromTheDayOnAndACorrectionStaysVisible(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      String series = server.planWeekly();
      String token = server.facilitatorToken();
      String path = path(server, series, WEDNESDAY);
      Map<String, Integer> eight = Map.of("people", 8, "newcomers", 1);
      String etag = server.ask("GET", path, token, null, null).etag();
      assertEquals(409, server.ask("PUT", path + "/head-count", token, etag, eight).status());
      assertEquals(428, server.ask("PUT", path + "/head-count", token, null, eight).status());

      evening(server, WEDNESDAY);
      token = server.facilitatorToken();
      for (Map<String, Integer> wrong :
          List.of(
              Map.of("people", 8, "newcomers", 9),
              Map.of("people", -1, "newcomers", 0),
              Map.of("people", 201, "newcomers", 0))) {
        assertEquals(400, server.ask("PUT", path + "/head-count", token, etag, wrong).status());
      }
      Tagged counted = server.ask("PUT", path + "/head-count", token, etag, eight);
      assertEquals(200, counted.status());
      Tagged corrected =
          server.ask(
              "PUT",
              path + "/head-count",
              token,
              counted.etag(),
              Map.of("people", 9, "newcomers", 2));
      assertEquals(
          "[{\"people\":8,\"newcomers\":1,\"byName\":\"Samir\"},"
              + "{\"people\":9,\"newcomers\":2,\"byName\":\"Samir\"}]",
          corrected.body().get("headCounts").toString());
      assertEquals(
          412, server.ask("PUT", path + "/head-count", token, counted.etag(), eight).status());
      String coordinator = server.coordinatorToken();
      assertEquals(200, server.ask("GET", path, coordinator, null, null).status());
      assertEquals(
          403,
          server.ask("PUT", path + "/head-count", coordinator, corrected.etag(), eight).status());

      // Thirteen months later nothing of it is left, on no page and in no table.
      server.setClock(Instant.parse("2027-12-27T04:00:00Z"));
      server.app.upkeep();
      int left =
          server
              .app
              .people()
              .reader()
              .withHandle(
                  handle ->
                      handle
                          .createQuery(
                              "SELECT (SELECT COUNT(*) FROM evening)"
                                  + " + (SELECT COUNT(*) FROM head_count)")
                          .mapTo(int.class)
                          .first());
      assertEquals(0, left);
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofManyWhoCountAtOnceOneIsFirstAndTheOthersAreTold(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      String series = server.planWeekly();
      evening(server, WEDNESDAY);
      String token = server.facilitatorToken();
      String path = path(server, series, WEDNESDAY);
      String etag = server.ask("GET", path, token, null, null).etag();
      List<Callable<Integer>> taps = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        Map<String, Integer> count = Map.of("people", i, "newcomers", 0);
        taps.add(() -> server.ask("PUT", path + "/head-count", token, etag, count).status());
      }
      List<Integer> statuses = AtOnce.all(taps);
      assertEquals(1, statuses.stream().filter(each -> each == 200).count(), "" + statuses);
      assertEquals(15, statuses.stream().filter(each -> each == 412).count(), "" + statuses);
      assertEquals(1, server.ask("GET", path, token, null, null).body().get("headCounts").size());
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoKeepsTheOrderLeadsTheGroupOrIsAParticipantWithoutAName(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      String series = server.planWeekly();
      String token = server.facilitatorToken();
      String path = path(server, series, WEDNESDAY);
      String etag = server.ask("GET", path, token, null, null).etag();
      Tagged answer =
          server.ask(
              "PUT", path + "/keepers", token, etag, Map.of("chair", server.staffId, "guard", ""));
      assertEquals("Samir", answer.body().at("/chair/name").asText());
      assertEquals("{}", answer.body().get("guard").toString());
      assertEquals(1, answer.body().at("/step/number").asInt(), "the step is still there");
      assertEquals(
          400,
          server
              .ask("PUT", path + "/keepers", token, answer.etag(), Map.of("chair", "Karel"))
              .status());
      assertEquals(
          404,
          server
              .ask("GET", path(server, series, WEDNESDAY.plusDays(1)), token, null, null)
              .status());
    }
  }
}
