package nl.kring.server.staff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.platform.MovableClock;
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
class StaffServiceTest {
  private static final String PASSWORD = "vier gele fietsen";

  @AutoClose private final Database people;
  private final MovableClock clock = new MovableClock("2026-11-24T12:00:00Z");
  private final StaffService service;
  private final String providerId;

  StaffServiceTest(TestDatabases databases) {
    people = databases.open("people");
    TestStaff staff = new TestStaff(people, clock);
    service = staff.service;
    providerId = staff.providerId;
  }

  private String createFacilitator(String name) {
    return service.create(name, Role.FACILITATOR, providerId, null, PASSWORD);
  }

  @Test
  void whoSignsInIsRecognisedByTheToken() {
    String id = createFacilitator("Samir");
    StaffSignIn signIn = service.signIn("Samir", PASSWORD);
    assertEquals(
        new Caller.Staff(id, "Samir", Role.FACILITATOR, providerId, null),
        service.authenticate(signIn.token()).orElseThrow());
    assertEquals(signIn.staff(), service.authenticate(signIn.token()).orElseThrow());
  }

  @Test
  void aTokenIs32RandomBytesWithoutAFullStop() {
    createFacilitator("Samir");
    String one = service.signIn("Samir", PASSWORD).token();
    assertTrue(one.matches("[A-Za-z0-9_-]{43}"));
    assertNotEquals(one, service.signIn("Samir", PASSWORD).token());
  }

  @Test
  void aWrongPasswordAndAnUnknownNameGetTheSameAnswer() {
    createFacilitator("Samir");
    ProblemException wrong =
        assertThrows(ProblemException.class, () -> service.signIn("Samir", "vijf gele fietsen"));
    ProblemException unknown =
        assertThrows(ProblemException.class, () -> service.signIn("Ruud", PASSWORD));
    assertEquals(ProblemType.SIGN_IN_FAILED, wrong.type());
    assertEquals(wrong.type(), unknown.type());
    assertEquals(wrong.getMessage(), unknown.getMessage());
  }

  @Test
  void aSignInEndsAfterTwelveHoursHoweverMuchItIsUsed() {
    createFacilitator("Samir");
    StaffSignIn signIn = service.signIn("Samir", PASSWORD);
    assertEquals(clock.instant().plus(Duration.ofHours(12)), signIn.expiresAt());
    for (int hour = 0; hour < 12; hour++) {
      assertTrue(service.authenticate(signIn.token()).isPresent());
      clock.advance(Duration.ofHours(1));
    }
    assertFalse(service.authenticate(signIn.token()).isPresent());
  }

  @Test
  void signingOutEndsThatSignInAndNoOther() {
    createFacilitator("Samir");
    String phone = service.signIn("Samir", PASSWORD).token();
    String laptop = service.signIn("Samir", PASSWORD).token();
    service.signOut(phone);
    service.signOut(phone);
    assertFalse(service.authenticate(phone).isPresent());
    assertTrue(service.authenticate(laptop).isPresent());
  }

  @Test
  void expiredTokensAreDeletedAndOthersAreNot() {
    createFacilitator("Samir");
    service.signIn("Samir", PASSWORD);
    clock.advance(Duration.ofHours(11));
    String later = service.signIn("Samir", PASSWORD).token();
    assertEquals(0, service.deleteExpired());
    clock.advance(Duration.ofHours(1));
    assertEquals(1, service.deleteExpired());
    assertTrue(service.authenticate(later).isPresent());
  }

  @Test
  void neitherPasswordNorTokenIsInTheDatabase() {
    createFacilitator("Samir");
    String token = service.signIn("Samir", PASSWORD).token();
    List<String> hashes = query("SELECT password_hash FROM staff");
    assertEquals(1, hashes.size());
    assertFalse(hashes.get(0).contains(PASSWORD));
    byte[] kept =
        people
            .reader()
            .withHandle(
                h -> h.createQuery("SELECT hash FROM staff_token").mapTo(byte[].class).one());
    assertEquals(32, kept.length);
    assertFalse(new String(kept, StandardCharsets.ISO_8859_1).contains(token.substring(0, 8)));
  }

  private List<String> query(String sql) {
    return people.reader().withHandle(h -> h.createQuery(sql).mapTo(String.class).list());
  }

  @Test
  void aPasswordHasTwelveCharacters() {
    assertEquals(
        ProblemType.INVALID_REQUEST,
        assertThrows(
                ProblemException.class,
                () -> service.create("Samir", Role.ADMINISTRATOR, null, null, "elf tekens!"))
            .type());
    service.create("Samir", Role.ADMINISTRATOR, null, null, "twaalf teken");
  }

  @Test
  void aNameIsTakenOnce() {
    createFacilitator("Samir");
    assertEquals(
        ProblemType.CONFLICT,
        assertThrows(ProblemException.class, () -> createFacilitator(" Samir ")).type());
  }

  @Test
  void everyRoleHasItsOwnArea() {
    assertThrows(
        ProblemException.class, () -> service.create("A", Role.FACILITATOR, null, null, PASSWORD));
    assertThrows(
        ProblemException.class,
        () -> service.create("A", Role.ADMINISTRATOR, providerId, null, PASSWORD));
    assertThrows(
        ProblemException.class,
        () -> service.create("A", Role.MUNICIPALITY_VIEWER, null, null, PASSWORD));
    assertThrows(
        ProblemException.class, () -> service.create("A", Role.MEMBER, null, null, PASSWORD));
    service.create("A", Role.MUNICIPALITY_VIEWER, null, "GM0344", PASSWORD);
  }

  @Test
  void nothingSecretIsPrinted() {
    createFacilitator("Samir");
    assertEquals("StaffSignIn", service.signIn("Samir", PASSWORD).toString());
  }
}
