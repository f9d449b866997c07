package nl.kring.server.competence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.List;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.platform.MovableClock;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.db.TestDatabases;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Role;
import nl.kring.server.staff.TestStaff;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class AgreementServiceTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

  @AutoClose private final Database people;
  private final MovableClock clock = new MovableClock("2026-11-25T12:00:00Z");
  private final AgreementService service;
  private final CourseService courses;
  private final Caller.Staff hanna;
  private final Caller.Staff elsewhere;
  private final String wijkteam;

  AgreementServiceTest(TestDatabases databases) {
    people = databases.open("people");
    TestStaff staff = new TestStaff(people, clock);
    service = new AgreementService(people, staff.audit, clock);
    courses = new CourseService(people, staff.service, staff.audit, clock);
    hanna = coordinator(staff, "Hanna", staff.providerId);
    elsewhere = coordinator(staff, "Els", staff.providers.create("Stichting Elders"));
    wijkteam = service.add(hanna, new NewOrganisation("Wijkteam", OrganisationKind.LOCAL_TEAM));
  }

  private static Caller.Staff coordinator(TestStaff staff, String name, String provider) {
    String id = staff.service.create(name, Role.COORDINATOR, provider, null, "vier gele fietsen");
    return new Caller.Staff(id, name, Role.COORDINATOR, provider, null);
  }

  private static ProblemType problem(Executable act) {
    return assertThrows(ProblemException.class, act).type();
  }

  private String agree(LocalDate reviewBy) {
    return service.agree(
        hanna,
        new NewAgreement(
            wijkteam,
            List.of(Subject.WARM_HAND_OVER, Subject.REFERS_TO_US),
            LocalDate.of(2020, 1, 2),
            reviewBy));
  }

  @Test
  void whatIsOverdueAndWhatIsDueWithinThreeMonthsStandsFirst() {
    agree(TODAY.plusMonths(3).plusDays(1));
    agree(TODAY.plusMonths(3));
    agree(TODAY.minusDays(1));
    agree(TODAY);
    assertEquals(
        List.of(ReviewState.OVERDUE, ReviewState.DUE_SOON, ReviewState.DUE_SOON, ReviewState.FINE),
        service.agreements(hanna).stream().map(Agreement::state).toList());
    assertEquals(
        List.of(Subject.REFERS_TO_US, Subject.WARM_HAND_OVER),
        service.agreements(hanna).get(0).subjects());
  }

  @Test
  void ofTwoWhoReviewTheSameTheSecondIsToldAndNothingIsLost() {
    String id = agree(TODAY);
    service.review(hanna, id, TODAY, TODAY.plusYears(1));
    assertEquals(
        ProblemType.CONFLICT, problem(() -> service.review(hanna, id, TODAY, TODAY.plusMonths(6))));
    assertEquals(TODAY.plusYears(1), service.agreements(hanna).get(0).reviewBy());
  }

  @Test
  void anOrganisationStaysWhileSomethingNamesIt() {
    String course =
        courses.add(
            hanna,
            new NewCourse("Signalen", List.of(Learner.FACILITATOR), List.of(), 12, wijkteam));
    assertEquals(ProblemType.CONFLICT, problem(() -> service.remove(hanna, wijkteam)));
    assertEquals("Wijkteam", courses.courses(hanna).get(0).organisationName());
    String other = service.add(hanna, new NewOrganisation("Politie", OrganisationKind.POLICE));
    service.follow(hanna, other, course, TODAY);
    service.follow(hanna, other, course, TODAY);
    assertEquals(
        ProblemType.CONFLICT,
        problem(() -> service.follow(hanna, other, course, TODAY.minusDays(1))));
    assertEquals(ProblemType.CONFLICT, problem(() -> service.remove(hanna, other)));
    assertEquals("Signalen", service.organisations(hanna).get(0).courses().get(0).courseName());
    service.unfollow(hanna, other, course);
    service.remove(hanna, other);
    assertEquals(1, service.organisations(hanna).size());
  }

  @Test
  void aNameStandsOnceInAProvidersList() {
    NewOrganisation same = new NewOrganisation("Wijkteam", OrganisationKind.OTHER);
    assertEquals(ProblemType.CONFLICT, problem(() -> service.add(hanna, same)));
    service.add(elsewhere, same);
  }

  @Test
  void daysLieWhereTheyCan() {
    assertEquals(
        ProblemType.INVALID_REQUEST,
        problem(
            () ->
                service.agree(
                    hanna,
                    new NewAgreement(
                        wijkteam, List.of(Subject.DATA), TODAY.plusDays(1), TODAY.plusDays(2)))));
    assertEquals(
        ProblemType.INVALID_REQUEST, problem(() -> agree(TODAY.plusYears(10).plusDays(1))));
    String id = agree(TODAY);
    assertEquals(
        ProblemType.INVALID_REQUEST,
        problem(() -> service.review(hanna, id, TODAY, TODAY.minusDays(1))));
  }

  @Test
  void whatIsAnotherProvidersDoesNotExist() {
    String id = agree(TODAY);
    String course =
        courses.add(
            hanna, new NewCourse("Signalen", List.of(Learner.FACILITATOR), List.of(), 12, null));
    String theirs = service.add(elsewhere, new NewOrganisation("Opvang", OrganisationKind.SHELTER));
    assertEquals(List.of(), service.agreements(elsewhere));
    for (Executable act :
        List.<Executable>of(
            () -> service.remove(elsewhere, wijkteam),
            () -> service.follow(elsewhere, wijkteam, course, TODAY),
            () -> service.follow(elsewhere, theirs, course, TODAY),
            () -> service.unfollow(elsewhere, wijkteam, course),
            () -> service.review(elsewhere, id, TODAY, TODAY.plusDays(1)),
            () -> service.end(elsewhere, id),
            () ->
                service.agree(
                    elsewhere,
                    new NewAgreement(wijkteam, List.of(Subject.DATA), TODAY, TODAY.plusDays(1))))) {
      assertEquals(ProblemType.NOT_FOUND, problem(act));
    }
    service.end(hanna, id);
    assertEquals(List.of(), service.agreements(hanna));
  }
}
