package nl.kring.server.staff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nl.kring.model.group.SupportGroup;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.platform.MovableClock;
import nl.kring.server.platform.audit.AuditEvent;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.db.TestDatabases;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Role;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class InvitationServiceTest {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private final String url;
  @AutoClose private final Database people;
  private final MovableClock clock = new MovableClock("2026-11-24T12:00:00Z");
  private final TestStaff staff;
  private final Caller.Staff administrator;
  private final Caller.Staff coordinator;

  InvitationServiceTest(TestDatabases databases) {
    url = databases.url("people");
    people = Database.open("people", url);
    // As on a real server: nobody signs in without a code.
    staff = new TestStaff(people, clock, false);
    administrator = staff.person("Beheer", Role.ADMINISTRATOR).caller();
    coordinator = staff.person("Coby", Role.COORDINATOR).caller();
  }

  private String invite(Caller.Staff by, String name, Role role, String provider) {
    return secret(
        staff.invitations.invite(by, new NewInvitation(name, role, provider, null, List.of())));
  }

  private static String secret(Invitation invitation) {
    assertTrue(
        invitation.url().matches("https://kring.example/staff/invitations/[A-Za-z0-9_-]{43}"));
    return invitation.url().substring(invitation.url().lastIndexOf('/') + 1);
  }

  private String code(Enrolment enrolment) {
    return Totp.code(bytes(enrolment.secret()), clock.instant());
  }

  /** As an authenticator app reads it. */
  private static byte[] bytes(String base32) {
    byte[] bytes = new byte[base32.length() * 5 / 8];
    int bits = 0;
    int waiting = 0;
    int at = 0;
    for (char each : base32.toCharArray()) {
      bits = (bits << 5) | BASE32.indexOf(each);
      waiting += 5;
      if (waiting >= 8) {
        waiting -= 8;
        bytes[at++] = (byte) (bits >> waiting);
      }
    }
    return bytes;
  }

  private StaffSignIn accept(String secret) {
    Enrolment enrolment = staff.invitations.open(secret);
    return staff.invitations.accept(
        secret, enrolment.sealed(), TestStaff.PASSWORD, code(enrolment));
  }

  private static ProblemType refusal(Runnable act) {
    return assertThrows(ProblemException.class, act::run).type();
  }

  @Test
  void whoAcceptsHasAnAccountThatNeedsACode() {
    String groupId = staff.group(staff.providerId, "Woensdaggroep");
    String secret =
        secret(
            staff.invitations.invite(
                coordinator,
                new NewInvitation(" Samir ", Role.FACILITATOR, null, null, List.of(groupId))));
    Enrolment enrolment = staff.invitations.open(secret);
    assertEquals("Samir", enrolment.name());
    StaffSignIn signIn =
        staff.invitations.accept(secret, enrolment.sealed(), TestStaff.PASSWORD, code(enrolment));
    Caller.Staff samir = staff.service.authenticate(signIn.token()).orElseThrow();
    assertEquals(Role.FACILITATOR, samir.role());
    assertEquals(staff.providerId, samir.providerId());
    assertEquals(
        List.of("Woensdaggroep"),
        staff.groups.groupsOf(samir).stream().map(SupportGroup::name).toList());

    // The code with which it was confirmed is used up; the next one is not.
    assertEquals(
        ProblemType.SIGN_IN_FAILED,
        refusal(() -> staff.service.signIn("Samir", TestStaff.PASSWORD, code(enrolment))));
    clock.advance(Duration.ofSeconds(30));
    assertEquals(
        ProblemType.SIGN_IN_FAILED,
        refusal(() -> staff.service.signIn("Samir", TestStaff.PASSWORD, null)));
    staff.service.signIn("Samir", TestStaff.PASSWORD, code(enrolment));
  }

  @Test
  void anInvitationWorksOnce() {
    String secret = invite(coordinator, "Samir", Role.FACILITATOR, null);
    Enrolment enrolment = staff.invitations.open(secret);
    accept(secret);
    assertEquals(ProblemType.NOT_FOUND, refusal(() -> staff.invitations.open(secret)));
    assertEquals(
        ProblemType.NOT_FOUND,
        refusal(
            () ->
                staff.invitations.accept(
                    secret, enrolment.sealed(), TestStaff.PASSWORD, code(enrolment))));
  }

  @Test
  void acceptedTwiceAtOnceItMakesOneAccount() throws Exception {
    String secret = invite(coordinator, "Samir", Role.FACILITATOR, null);
    try (Database other = Database.open("people", url)) {
      TestStaff twin = new TestStaff(other, clock, false);
      ExecutorService pool = Executors.newFixedThreadPool(8);
      List<Callable<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        InvitationService service = (i % 2 == 0 ? staff : twin).invitations;
        Enrolment enrolment = service.open(secret);
        all.add(
            () -> {
              try {
                service.accept(secret, enrolment.sealed(), TestStaff.PASSWORD, code(enrolment));
                return true;
              } catch (ProblemException e) {
                assertEquals(ProblemType.NOT_FOUND, e.type());
                return false;
              }
            });
      }
      int accepted = 0;
      for (Future<Boolean> each : pool.invokeAll(all)) {
        accepted += each.get() ? 1 : 0;
      }
      pool.shutdown();
      assertEquals(1, accepted);
    }
    assertEquals(1, staff.service.names().values().stream().filter("Samir"::equals).count());
  }

  @Test
  void anInvitationThatIsWithdrawnOpensNothingAndStandsOnTheTrail() {
    String secret = invite(coordinator, "Samir", Role.FACILITATOR, null);
    invite(coordinator, "Ruud", Role.FACILITATOR, null);
    Enrolment enrolment = staff.invitations.open(secret);
    OpenInvitation samir =
        staff.invitations.openFor(coordinator).stream()
            .filter(each -> each.name().equals("Samir"))
            .findAny()
            .orElseThrow();
    assertEquals(clock.instant().plus(InvitationService.LIFETIME), samir.expiresAt());
    staff.invitations.withdraw(coordinator, samir.invitationId());
    assertEquals(
        List.of("Ruud"),
        staff.invitations.openFor(coordinator).stream().map(OpenInvitation::name).toList());
    assertEquals(ProblemType.NOT_FOUND, refusal(() -> staff.invitations.open(secret)));
    assertEquals(
        ProblemType.NOT_FOUND,
        refusal(
            () ->
                staff.invitations.accept(
                    secret, enrolment.sealed(), TestStaff.PASSWORD, code(enrolment))));
    assertEquals(
        ProblemType.NOT_FOUND,
        refusal(() -> staff.invitations.withdraw(coordinator, samir.invitationId())));
    AuditEvent last = staff.audit.before(Long.MAX_VALUE, 1).get(0);
    assertEquals("invitation-withdrawn", last.act());
    assertEquals(coordinator.staffId(), last.actorId());
    assertEquals(coordinator.staffId(), last.subjectId());
    // Somebody of that name can be invited again.
    accept(invite(coordinator, "Samir", Role.FACILITATOR, null));
  }

  @Test
  void aCoordinatorSeesAndWithdrawsThoseToTheOwnProviderOnly() {
    String other = staff.providers.create("Stichting Ergens Anders");
    Caller.Staff elsewhere = staff.person("Nel", Role.COORDINATOR, other).caller();
    invite(coordinator, "Samir", Role.FACILITATOR, null);
    invite(administrator, "Bea", Role.ADMINISTRATOR, null);
    String id =
        staff.invitations.openFor(administrator).stream()
            .filter(each -> each.name().equals("Samir"))
            .map(OpenInvitation::invitationId)
            .findAny()
            .orElseThrow();
    assertEquals(2, staff.invitations.openFor(administrator).size());
    assertEquals(1, staff.invitations.openFor(coordinator).size());
    assertEquals(List.of(), staff.invitations.openFor(elsewhere));
    assertEquals(ProblemType.NOT_FOUND, refusal(() -> staff.invitations.withdraw(elsewhere, id)));
    Caller.Staff facilitator = staff.person("Ad", Role.FACILITATOR).caller();
    assertEquals(List.of(), staff.invitations.openFor(facilitator));
    assertEquals(ProblemType.NOT_FOUND, refusal(() -> staff.invitations.withdraw(facilitator, id)));
    staff.invitations.withdraw(administrator, id);
    clock.advance(InvitationService.LIFETIME);
    assertEquals(List.of(), staff.invitations.openFor(administrator), "what is over is not open");
  }

  @Test
  void afterThreeDaysItDoesNotWorkAndIsDeleted() {
    String secret = invite(coordinator, "Samir", Role.FACILITATOR, null);
    clock.advance(Duration.ofDays(3).minusSeconds(1));
    staff.invitations.open(secret);
    assertEquals(0, staff.invitations.deleteExpired());
    clock.advance(Duration.ofSeconds(1));
    assertEquals(ProblemType.NOT_FOUND, refusal(() -> staff.invitations.open(secret)));
    assertEquals(1, staff.invitations.deleteExpired());
  }

  @Test
  void aWrongCodeOrPasswordUsesNothingUp() {
    String secret = invite(coordinator, "Samir", Role.FACILITATOR, null);
    Enrolment enrolment = staff.invitations.open(secret);
    assertEquals(
        ProblemType.SIGN_IN_FAILED,
        refusal(
            () ->
                staff.invitations.accept(
                    secret, enrolment.sealed(), TestStaff.PASSWORD, "no code")));
    assertEquals(
        ProblemType.INVALID_REQUEST,
        refusal(
            () ->
                staff.invitations.accept(
                    secret, enrolment.sealed(), "passwordpassword", code(enrolment))));
    assertEquals(enrolment.secret(), staff.invitations.reopen(secret, enrolment.sealed()).secret());
    accept(secret);
  }

  @Test
  void aSecretOfAnotherInvitationOrOfOnesOwnMakingIsRefused() {
    String one = invite(coordinator, "Samir", Role.FACILITATOR, null);
    String other = invite(coordinator, "Ruud", Role.FACILITATOR, null);
    Enrolment enrolment = staff.invitations.open(one);
    for (String sealed : List.of(enrolment.sealed(), "", "AAAA", "not base64!", "A".repeat(64))) {
      assertEquals(
          ProblemType.INVALID_REQUEST,
          refusal(
              () -> staff.invitations.accept(other, sealed, TestStaff.PASSWORD, code(enrolment))));
    }
    assertNotEquals(enrolment.secret(), staff.invitations.open(one).secret());
  }

  @Test
  void onlyAHashOfTheLinkIsKept() {
    String secret = invite(coordinator, "Samir", Role.FACILITATOR, null);
    byte[] kept =
        people
            .reader()
            .withHandle(
                h -> h.createQuery("SELECT hash FROM staff_invitation").mapTo(byte[].class).one());
    assertTrue(Arrays.equals(BearerSecret.hash(secret), kept));
  }

  @Test
  void aCoordinatorInvitesIntoTheOwnProviderOnly() {
    String elsewhere = staff.providers.create("Stichting Elders");
    String group = staff.group(elsewhere, "Elders");
    assertEquals(
        ProblemType.FORBIDDEN,
        refusal(() -> invite(coordinator, "A", Role.FACILITATOR, elsewhere)));
    assertEquals(
        ProblemType.FORBIDDEN, refusal(() -> invite(coordinator, "A", Role.ADMINISTRATOR, null)));
    assertEquals(
        ProblemType.FORBIDDEN,
        refusal(() -> invite(coordinator, "A", Role.MUNICIPALITY_VIEWER, null)));
    assertEquals(
        ProblemType.INVALID_REQUEST,
        refusal(
            () ->
                staff.invitations.invite(
                    coordinator,
                    new NewInvitation("A", Role.FACILITATOR, null, null, List.of(group)))));
    Caller.Staff facilitator = staff.person("Ruud", Role.FACILITATOR).caller();
    assertEquals(
        ProblemType.FORBIDDEN, refusal(() -> invite(facilitator, "A", Role.FACILITATOR, null)));
    invite(coordinator, "A", Role.COORDINATOR, null);
    invite(coordinator, "B", Role.FACILITATOR, staff.providerId);
  }

  @Test
  void anAdministratorInvitesInEveryRole() {
    invite(administrator, "A", Role.ADMINISTRATOR, null);
    invite(administrator, "B", Role.COORDINATOR, staff.providerId);
    invite(administrator, "C", Role.FACILITATOR, staff.providerId);
    staff.invitations.invite(
        administrator, new NewInvitation("D", Role.MUNICIPALITY_VIEWER, null, "GM0344", List.of()));
    for (NewInvitation wrong :
        List.of(
            new NewInvitation("E", Role.FACILITATOR, null, null, List.of()),
            new NewInvitation("E", Role.FACILITATOR, "x", null, List.of()),
            new NewInvitation("E", Role.MUNICIPALITY_VIEWER, null, "GM9999", List.of()),
            new NewInvitation("E", Role.ADMINISTRATOR, null, null, List.of("x")),
            new NewInvitation(" ", Role.ADMINISTRATOR, null, null, List.of()),
            new NewInvitation("E", Role.MEMBER, null, null, List.of()))) {
      assertEquals(
          ProblemType.INVALID_REQUEST,
          refusal(() -> staff.invitations.invite(administrator, wrong)),
          wrong.toString());
    }
    assertEquals(
        ProblemType.CONFLICT,
        refusal(() -> invite(administrator, "Coby", Role.ADMINISTRATOR, null)));
  }

  @Test
  void whoseAccessEndsIsOutAtOnceAndCannotInviteAnyMore() {
    TestStaff.Person samir = staff.person("Samir", Role.FACILITATOR);
    TestStaff.Person ruud = staff.person("Ruud", Role.COORDINATOR);
    String groupId = staff.group(staff.providerId, "Woensdaggroep");
    staff.service.assign(coordinator, groupId, samir.caller().staffId());
    String token = staff.signIn(samir).token();
    String open = invite(ruud.caller(), "A", Role.FACILITATOR, null);

    staff.service.end(coordinator, samir.caller().staffId());
    staff.service.end(administrator, ruud.caller().staffId());
    assertFalse(staff.service.authenticate(token).isPresent());
    assertFalse(staff.groups.mayLead(samir.caller(), groupId));
    assertEquals(ProblemType.NOT_FOUND, refusal(() -> staff.invitations.open(open)));
    clock.advance(Duration.ofSeconds(30));
    assertEquals(ProblemType.SIGN_IN_FAILED, refusal(() -> staff.signIn(samir)));
    assertEquals(
        ProblemType.NOT_FOUND,
        refusal(() -> staff.service.end(coordinator, samir.caller().staffId())));
    assertFalse(staff.service.staffOf(administrator).contains(samir.caller()));
  }

  @Test
  void whoMayEndWhoseAccessIsAsInvitingIs() {
    String elsewhere = staff.providers.create("Stichting Elders");
    Caller.Staff other = staff.person("Anja", Role.FACILITATOR, elsewhere).caller();
    Caller.Staff samir = staff.person("Samir", Role.FACILITATOR).caller();
    String groupId = staff.group(staff.providerId, "Woensdaggroep");
    for (Runnable refused :
        List.<Runnable>of(
            () -> staff.service.end(coordinator, other.staffId()),
            () -> staff.service.end(coordinator, administrator.staffId()),
            () -> staff.service.end(samir, samir.staffId()),
            () -> staff.service.end(administrator, "nobody"),
            () -> staff.service.assign(coordinator, groupId, other.staffId()),
            () -> staff.service.assign(coordinator, groupId, coordinator.staffId()),
            () -> staff.service.assign(coordinator, "nowhere", samir.staffId()),
            () -> staff.service.assign(administrator, groupId, samir.staffId()))) {
      assertEquals(ProblemType.NOT_FOUND, refusal(refused));
    }
    assertEquals(
        ProblemType.CONFLICT,
        refusal(() -> staff.service.end(administrator, administrator.staffId())));
    assertEquals(List.of(coordinator, samir), staff.service.staffOf(coordinator));
    assertEquals(4, staff.service.staffOf(administrator).size());
    assertEquals(List.of(), staff.service.staffOf(samir));
  }

  @Test
  void aYearAfterLeavingTheAccountIsDeletedAndWhatItDidIsForgotten() {
    TestStaff.Person samir = staff.person("Samir", Role.FACILITATOR);
    staff.signIn(samir);
    staff.service.end(administrator, samir.caller().staffId());
    String id = samir.caller().staffId();
    clock.advance(Duration.ofDays(364));
    staff.service.deleteExpired();
    assertEquals("Samir", staff.service.names().get(id));
    assertTrue(staff.invitations.inviteFirstAdministrator("x").isEmpty());
    assertEquals(
        ProblemType.CONFLICT, refusal(() -> invite(coordinator, "Samir", Role.FACILITATOR, null)));

    clock.advance(Duration.ofDays(1));
    staff.service.deleteExpired();
    assertFalse(staff.service.names().containsKey(id));
    assertTrue(
        staff.audit.before(Long.MAX_VALUE, 100).stream()
            .filter(event -> id.equals(event.actorId()))
            .allMatch(event -> event.act() == null && event.moment() == null));
    assertTrue(staff.audit.firstBroken().isEmpty());
    invite(coordinator, "Samir", Role.FACILITATOR, null);
  }

  @Test
  void theFirstAdministratorIsInvitedOnlyWhileThereIsNone() {
    assertTrue(staff.invitations.inviteFirstAdministrator("beheerder").isEmpty());
    people.writer().useHandle(h -> h.execute("DELETE FROM staff"));
    String earlier = secret(staff.invitations.inviteFirstAdministrator("beheerder").orElseThrow());
    String later = secret(staff.invitations.inviteFirstAdministrator("beheerder").orElseThrow());
    assertEquals(ProblemType.NOT_FOUND, refusal(() -> staff.invitations.open(earlier)));
    assertEquals(Role.ADMINISTRATOR, accept(later).staff().role());
    assertTrue(staff.invitations.inviteFirstAdministrator("beheerder").isEmpty());
  }
}
