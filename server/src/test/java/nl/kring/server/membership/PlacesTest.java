package nl.kring.server.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import nl.kring.model.WireJson;
import nl.kring.model.group.GroupForm;
import nl.kring.model.group.GroupType;
import nl.kring.model.membership.DevicePublicKey;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.app.TestServer;
import nl.kring.server.group.NewGroup;
import nl.kring.server.group.TestGroups;
import nl.kring.server.platform.AtOnce;
import nl.kring.server.platform.audit.AuditEvent;
import nl.kring.server.platform.db.TestDatabases;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Who comes in, and until when. The server's clock shows Thursday 19 November 2026, 12:00. */
@ParameterizedClass
@EnumSource
class PlacesTest {
  private static final LocalDate BEGINS = LocalDate.of(2026, 11, 20);

  @Parameter TestDatabases databases;

  private TestServer server;
  private String providerId;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    server = new TestServer(databases, folder);
    providerId = server.app.providers().create("De Pion");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String open(@Nullable Integer capacity) {
    return open("twelve-steps", capacity, null);
  }

  private String open(String programme, @Nullable Integer capacity, @Nullable LocalDate begins) {
    return TestGroups.open(
        server.app.people(),
        server.app.groups(),
        new NewGroup(
            providerId,
            programme,
            "Groep",
            GroupType.MIXED,
            GroupForm.ONLINE,
            List.of("nl"),
            "GM0363",
            null,
            false,
            capacity,
            begins,
            begins == null ? null : begins.plusMonths(3)));
  }

  private void leave(String membershipId) {
    server.app.people().writer().useExtension(MembershipDao.class, dao -> dao.delete(membershipId));
  }

  private String code(String groupId) {
    return server.app.memberships().newJoinCode(groupId, "staff").joinCode().words();
  }

  private static DevicePublicKey phone() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return DevicePublicKey.of((ECPublicKey) generator.generateKeyPair().getPublic());
  }

  private HttpResponse<byte[]> join(String code, DevicePublicKey phone) throws Exception {
    return server.send(
        "POST",
        "/api/v1/memberships",
        Map.of("Content-Type", "application/json"),
        WireJson.write(Map.of("joinCode", code, "deviceKey", phone)));
  }

  private static JsonNode body(HttpResponse<byte[]> answer) throws Exception {
    return WireJson.mapper().readTree(answer.body());
  }

  private int unusedCodes(String groupId) {
    return server
        .app
        .people()
        .reader()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT COUNT(*) FROM join_code WHERE group_id = ?")
                    .bind(0, groupId)
                    .mapTo(int.class)
                    .one());
  }

  @Test
  void ofSixtyFourPhonesAtOnceExactlyTheTenThereIsPlaceForGetIn() throws Exception {
    String groupId = open(10);
    List<Callable<Integer>> joining = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      String code = code(groupId);
      DevicePublicKey phone = phone();
      joining.add(
          () -> {
            HttpResponse<byte[]> answer = join(code, phone);
            if (answer.statusCode() == 409) {
              assertEquals("/problems#joining-closed", body(answer).get("type").asText());
              assertEquals("the group is full", body(answer).get("detail").asText());
            }
            return answer.statusCode();
          });
    }
    Map<Integer, Integer> statuses = new TreeMap<>();
    AtOnce.all(joining).forEach(status -> statuses.merge(status, 1, Integer::sum));
    assertEquals(Map.of(201, 10, 409, 54), statuses);
    assertEquals(10, server.app.memberships().count(groupId));
    assertEquals(54, unusedCodes(groupId), "who did not get in keeps his code");
  }

  @Test
  void onePhoneThatAsksManyTimesAtOnceGetsTheLastPlaceOnce() throws Exception {
    String groupId = open(1);
    String code = code(groupId);
    DevicePublicKey phone = phone();
    List<Callable<String>> joining = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      joining.add(
          () -> {
            HttpResponse<byte[]> answer = join(code, phone);
            assertTrue(answer.statusCode() < 300, "answered " + answer.statusCode());
            return body(answer).get("membershipId").asText();
          });
    }
    assertEquals(1, AtOnce.all(joining).stream().distinct().count());
    assertEquals(1, server.app.memberships().count(groupId));
    assertEquals(200, join(code, phone).statusCode(), "a lost answer is asked again");
  }

  @Test
  void aCodeThatFoundTheGroupFullWorksOnceThereIsPlace() throws Exception {
    String groupId = open(1);
    String first = code(groupId);
    String second = code(groupId);
    String leaving = body(join(first, phone())).get("membershipId").asText();
    DevicePublicKey phone = phone();
    assertEquals(409, join(second, phone).statusCode());
    leave(leaving);
    assertEquals(201, join(second, phone).statusCode());
    assertEquals(404, join(first, phone()).statusCode(), "a used code stays used");
  }

  @Test
  void aCourseIsJoinedUntilTheNightBeforeItsFirstDayInAmsterdam() throws Exception {
    String groupId = open("borg", 12, BEGINS);
    String early = code(groupId);
    String late = code(groupId);
    server.setClock(Instant.parse("2026-11-19T22:59:59Z"));
    DevicePublicKey member = phone();
    assertEquals(201, join(early, member).statusCode());
    server.setClock(Instant.parse("2026-11-19T23:00:00Z"));
    HttpResponse<byte[]> refused = join(late, phone());
    assertEquals(409, refused.statusCode());
    assertEquals("the course has begun", body(refused).get("detail").asText());
    assertEquals(1, unusedCodes(groupId));
    assertEquals(200, join(early, member).statusCode(), "who is in stays in");
    server.setClock(Instant.parse("2027-06-01T11:00:00Z"));
    assertEquals(404, join(late, phone()).statusCode(), "an old code says nothing about the group");
  }

  @Test
  void aCourseWhoseMembersAllHaveToComeBackLetsThemInAgain() throws Exception {
    String groupId = open("borg", 1, BEGINS);
    String code = code(groupId);
    server.setClock(Instant.parse("2026-11-20T11:00:00Z"));
    assertEquals(409, join(code, phone()).statusCode());
    server.app.memberships().renew(groupId, 0, "staff");
    assertEquals(404, join(code, phone()).statusCode(), "the old codes are gone");
    String another = code(groupId);
    assertEquals(201, join(code(groupId), phone()).statusCode());
    assertEquals(409, join(another, phone()).statusCode(), "but no more than there is place for");
    server.setClock(Instant.parse("2026-12-22T11:00:00Z"));
    assertEquals(
        ProblemType.JOINING_CLOSED,
        assertThrows(ProblemException.class, () -> code(groupId), "a month later").type());
  }

  @Test
  void nobodyMakesACodeForAGroupThatNobodyCanJoin() throws Exception {
    String groupId = open(1);
    String staffId =
        server.app.staff().create("Ruud", Role.FACILITATOR, providerId, null, server.password);
    server.app.groups().assign(groupId, staffId);
    String token =
        server
            .json(
                "POST",
                "/api/v1/staff-sign-ins",
                null,
                Map.of("name", "Ruud", "password", server.password),
                201)
            .get("token")
            .asText();
    String path = "/api/v1/groups/" + groupId + "/join-codes";
    server.json("POST", path, token, Map.of(), 201);
    assertEquals(201, join(code(groupId), phone()).statusCode());
    JsonNode problem = server.json("POST", path, token, Map.of(), 409);
    assertEquals("/problems#joining-closed", problem.get("type").asText());
  }

  private boolean isOpenToNewcomers(String groupId) throws Exception {
    return server
        .json("GET", "/api/v1/groups/" + groupId, null, null, 200)
        .get("openToNewcomers")
        .asBoolean();
  }

  @Test
  void theDirectoryTellsOnceADayAndInOneWordThatNobodyCanCome() throws Exception {
    String small = open(1);
    String course = open("borg", 12, BEGINS);
    String always = open(null);
    server.app.groups().lookWhetherFull();
    assertTrue(isOpenToNewcomers(small));
    assertTrue(isOpenToNewcomers(course));
    String member = body(join(code(small), phone())).get("membershipId").asText();
    server.app.groups().lookWhetherFull();
    assertTrue(isOpenToNewcomers(small), "nobody sees at what time the last place was taken");
    server.setClock(Instant.parse("2026-11-20T11:00:00Z"));
    server.app.groups().lookWhetherFull();
    assertFalse(isOpenToNewcomers(small));
    assertFalse(isOpenToNewcomers(course));
    assertTrue(isOpenToNewcomers(always));
    leave(member);
    server.app.groups().lookWhetherFull();
    assertFalse(isOpenToNewcomers(small), "nobody sees at what time somebody left");
    server.setClock(Instant.parse("2026-11-21T11:00:00Z"));
    server.app.groups().lookWhetherFull();
    assertTrue(isOpenToNewcomers(small));
    JsonNode group = server.json("GET", "/api/v1/groups/" + course, null, null, 200);
    assertEquals("BORG", group.get("programmeName").asText());
    assertEquals("2026-11-20", group.get("begins").asText());
    assertEquals("2027-02-20", group.get("ends").asText());
    assertFalse(group.has("capacity"));
    assertFalse(server.json("GET", "/api/v1/groups/" + small, null, null, 200).has("begins"));
  }

  private void newcomers(String token, boolean areLetIn, int expected) throws Exception {
    String path = "/api/v1/groups/" + server.groupId + "/newcomers";
    server.json("PUT", path, token, Map.of("openToNewcomers", areLetIn), expected);
  }

  @Test
  void whoLeadsAGroupLetsNobodyNewInForAWhileAndACardThatWasGivenStillWorks() throws Exception {
    String samir = server.facilitatorToken();
    String codes = "/api/v1/groups/" + server.groupId + "/join-codes";
    String given = code(server.groupId);
    newcomers(samir, false, 204);
    newcomers(samir, false, 204);
    assertFalse(isOpenToNewcomers(server.groupId));
    JsonNode problem = server.json("POST", codes, samir, Map.of(), 409);
    assertEquals("/problems#joining-closed", problem.get("type").asText());
    assertEquals("the group is closed to newcomers", problem.get("detail").asText());
    assertEquals(201, join(given, phone()).statusCode(), "what was promised is kept");
    newcomers(server.coordinatorToken(), true, 204);
    assertTrue(isOpenToNewcomers(server.groupId));
    server.json("POST", codes, samir, Map.of(), 201);
    assertEquals(
        List.of("opened-to-newcomers", "closed-to-newcomers"),
        server.app.audit().before(Long.MAX_VALUE, 100).stream()
            .map(AuditEvent::act)
            .filter(each -> each.endsWith("-newcomers"))
            .toList());
  }

  @Test
  void membersComeBackIntoAGroupThatIsClosedToNewcomers() throws Exception {
    assertEquals(201, join(code(server.groupId), phone()).statusCode());
    newcomers(server.facilitatorToken(), false, 204);
    server.app.memberships().renew(server.groupId, 1, server.staffId);
    assertEquals(201, join(code(server.groupId), phone()).statusCode());
    assertFalse(isOpenToNewcomers(server.groupId), "nobody else is asked in");
    server.setClock(Instant.parse("2026-12-22T11:00:00Z"));
    assertThrows(ProblemException.class, () -> code(server.groupId), "a month later");
  }

  @Test
  void whoStandsInForADayDoesNotCloseTheGroup() throws Exception {
    String id =
        server
            .app
            .staff()
            .create("Ruud", Role.FACILITATOR, server.providerId, null, server.password);
    Caller.Staff coordinator =
        server.app.staff().authenticate(server.coordinatorToken()).orElseThrow();
    server.app.leadership().standIn(coordinator, server.groupId, id, LocalDate.of(2026, 11, 19));
    newcomers(server.token("Ruud"), false, 403);
    assertTrue(isOpenToNewcomers(server.groupId));
  }
}
