package nl.kring.server.competence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.platform.AtOnce;
import nl.kring.server.platform.MovableClock;
import nl.kring.server.platform.audit.AuditEvent;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.db.TestDatabases;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.pages.Notice;
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
class CourseServiceTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

  @AutoClose private final Database people;
  private final MovableClock clock = new MovableClock("2026-11-25T12:00:00Z");
  private final TestStaff staff;
  private final CourseService service;
  private final AgreementService agreements;
  private final Caller.Staff hanna;
  private final Caller.Staff samir;
  private final Caller.Staff elsewhere;

  CourseServiceTest(TestDatabases databases) {
    people = databases.open("people");
    staff = new TestStaff(people, clock);
    service = new CourseService(people, staff.service, staff.audit, clock);
    agreements = new AgreementService(people, staff.audit, clock);
    hanna = person("Hanna", Role.COORDINATOR, staff.providerId);
    samir = person("Samir", Role.FACILITATOR, staff.providerId);
    elsewhere = person("Els", Role.COORDINATOR, staff.providers.create("Stichting Elders"));
  }

  private Caller.Staff person(String name, Role role, String provider) {
    String id = staff.service.create(name, role, provider, null, "vier gele fietsen");
    return new Caller.Staff(id, name, role, provider, null);
  }

  private String course(Integer validMonths) {
    return service.add(
        hanna,
        new NewCourse("Signalen zien", List.of(Learner.FACILITATOR), List.of(), validMonths, null));
  }

  private static ProblemType problem(Executable act) {
    return assertThrows(ProblemException.class, act).type();
  }

  private Standing own() {
    return service.own(samir).worst();
  }

  private List<String> reminders() {
    return service.notices(samir).stream().map(Notice::text).toList();
  }

  private List<String> acts() {
    return staff.audit.before(Long.MAX_VALUE, 100).stream().map(AuditEvent::act).toList();
  }

  @Test
  void whatARoleRequiresIsMissingUntilItIsRecorded() {
    String course = course(24);
    assertEquals(List.of(), service.own(samir).courses());
    service.require(hanna, course, Learner.FACILITATOR);
    service.require(hanna, course, Learner.FACILITATOR);
    assertEquals(Standing.MISSING, own());
    assertEquals(List.of("competence.reminder.needed"), reminders());
    assertEquals(Standing.FINE, service.own(hanna).worst(), "not of her role");
    service.record(hanna, samir.staffId(), course, TODAY);
    assertEquals(Standing.FINE, own());
    assertEquals(List.of(), reminders());
    service.waive(hanna, course, Learner.FACILITATOR);
    PersonStanding.OfCourse still = service.own(samir).courses().get(0);
    assertEquals(false, still.required(), "what was followed stays to be seen");
    assertEquals(LocalDate.of(2028, 11, 25), still.validUntil());
  }

  @Test
  void somethingExpiresSoonForThreeCalendarMonthsAndCountsOnItsLastDay() {
    String course = course(12);
    service.require(hanna, course, Learner.FACILITATOR);
    service.record(hanna, samir.staffId(), course, LocalDate.of(2025, 11, 30));
    clock.moveTo("2026-08-29T21:59:59Z");
    assertEquals(Standing.FINE, own(), "on 29 August in Amsterdam");
    clock.moveTo("2026-08-29T22:00:00Z");
    assertEquals(Standing.EXPIRES_SOON, own(), "on 30 August in Amsterdam");
    assertEquals(List.of("competence.reminder.soon"), reminders());
    clock.moveTo("2026-11-30T22:59:59Z");
    assertEquals(Standing.EXPIRES_SOON, own());
    clock.moveTo("2026-11-30T23:00:00Z");
    assertEquals(Standing.EXPIRED, own());
  }

  @Test
  void aRecordOfTheLastDayOfALongMonthCountsToTheLastDayOfAShortOne() {
    String course = course(3);
    service.record(hanna, samir.staffId(), course, LocalDate.of(2025, 11, 30));
    assertEquals(LocalDate.of(2026, 2, 28), service.own(samir).courses().get(0).validUntil());
  }

  @Test
  void aCourseThatCountsForEverNeverExpires() {
    String course = course(null);
    service.require(hanna, course, Learner.FACILITATOR);
    service.record(hanna, samir.staffId(), course, LocalDate.of(1970, 1, 1));
    clock.moveTo("2099-01-01T12:00:00Z");
    assertEquals(Standing.FINE, own());
  }

  @Test
  void ofSeveralRecordsTheLastOneCounts() {
    String course = course(12);
    service.require(hanna, course, Learner.FACILITATOR);
    String last = service.record(hanna, samir.staffId(), course, TODAY);
    service.record(hanna, samir.staffId(), course, TODAY.minusYears(3));
    assertEquals(Standing.FINE, own());
    assertEquals(2, service.records(hanna).size());
    service.remove(hanna, last);
    assertEquals(Standing.EXPIRED, own());
  }

  @Test
  void theMostUrgentStandsFirst() {
    Caller.Staff ruud = person("Ruud", Role.FACILITATOR, staff.providerId);
    Caller.Staff anja = person("Anja", Role.FACILITATOR, staff.providerId);
    String course = course(12);
    service.require(hanna, course, Learner.FACILITATOR);
    service.record(hanna, samir.staffId(), course, TODAY.minusMonths(10));
    service.record(hanna, ruud.staffId(), course, TODAY.minusMonths(20));
    service.record(hanna, anja.staffId(), course, TODAY.minusMonths(11));
    assertEquals(
        List.of("Ruud", "Anja", "Samir", "Hanna"),
        service.standings(hanna).stream().map(PersonStanding::name).toList());
    assertEquals(
        List.of("Samir"), service.standings(samir).stream().map(PersonStanding::name).toList());
  }

  @Test
  void aFacilitatorSeesOnlyTheOwnRecords() {
    Caller.Staff ruud = person("Ruud", Role.FACILITATOR, staff.providerId);
    String course = course(12);
    service.record(hanna, ruud.staffId(), course, TODAY);
    assertEquals(List.of(), service.records(samir));
    assertEquals(1, service.records(ruud).size());
  }

  @Test
  void whatIsAnotherProvidersDoesNotExist() {
    String course = course(12);
    String record = service.record(hanna, samir.staffId(), course, TODAY);
    assertEquals(List.of(), service.courses(elsewhere));
    assertEquals(List.of(), service.records(elsewhere));
    String theirs =
        service.add(
            elsewhere, new NewCourse("Eigen", List.of(Learner.FACILITATOR), List.of(), null, null));
    for (Executable act :
        List.<Executable>of(
            () -> service.end(elsewhere, course),
            () -> service.require(elsewhere, course, Learner.FACILITATOR),
            () -> service.waive(elsewhere, course, Learner.FACILITATOR),
            () -> service.record(elsewhere, samir.staffId(), theirs, TODAY),
            () -> service.record(elsewhere, elsewhere.staffId(), course, TODAY),
            () -> service.correct(elsewhere, record, TODAY, TODAY),
            () -> service.remove(elsewhere, record))) {
      assertEquals(ProblemType.NOT_FOUND, problem(act));
    }
    String organisation =
        agreements.add(hanna, new NewOrganisation("Opleider", OrganisationKind.TRAINING));
    assertEquals(
        ProblemType.INVALID_REQUEST,
        problem(
            () ->
                service.add(
                    elsewhere,
                    new NewCourse(
                        "x", List.of(Learner.FACILITATOR), List.of(), null, organisation))));
  }

  @Test
  void whoCorrectsWhatSomebodyElseJustCorrectedIsTold() {
    String course = course(12);
    String record = service.record(hanna, samir.staffId(), course, TODAY);
    service.correct(hanna, record, TODAY, TODAY.minusDays(1));
    assertEquals(
        ProblemType.CONFLICT,
        problem(() -> service.correct(hanna, record, TODAY, TODAY.minusDays(2))));
    assertEquals(TODAY.minusDays(1), service.records(hanna).get(0).doneOn());
    String other = service.record(hanna, samir.staffId(), course, TODAY);
    assertEquals(
        ProblemType.CONFLICT,
        problem(() -> service.correct(hanna, other, TODAY, TODAY.minusDays(1))));
  }

  @Test
  void twoWhoRecordTheSameAtOnceMakeOneRecord() throws Exception {
    String course = course(12);
    List<String> ids =
        AtOnce.all(
            Collections.<Callable<String>>nCopies(
                8, () -> service.record(hanna, samir.staffId(), course, TODAY)));
    assertEquals(1, ids.stream().distinct().count());
    assertEquals(1, service.records(hanna).size());
    assertEquals(1, acts().stream().filter("course-recorded"::equals).count());
  }

  @Test
  void aCourseThatEndedStaysToBeReadAndIsRequiredOfNobody() {
    String course = course(12);
    service.require(hanna, course, Learner.FACILITATOR);
    service.record(hanna, samir.staffId(), course, TODAY.minusDays(1));
    service.end(hanna, course);
    service.end(hanna, course);
    Course ended = service.courses(hanna).get(0);
    assertEquals(TODAY, ended.endedOn());
    assertEquals(List.of(), ended.requiredFor());
    assertEquals(1, service.records(hanna).size());
    assertEquals(
        ProblemType.CONFLICT, problem(() -> service.require(hanna, course, Learner.FACILITATOR)));
    clock.moveTo("2026-11-26T12:00:00Z");
    assertEquals(
        ProblemType.INVALID_REQUEST,
        problem(() -> service.record(hanna, samir.staffId(), course, TODAY.plusDays(1))));
  }

  @Test
  void aDayThatHasNotComeCannotBeRecorded() {
    String course = course(12);
    assertEquals(
        ProblemType.INVALID_REQUEST,
        problem(() -> service.record(hanna, samir.staffId(), course, TODAY.plusDays(1))));
    clock.moveTo("2026-11-25T23:00:00Z");
    assertNotEquals("", service.record(hanna, samir.staffId(), course, TODAY.plusDays(1)));
  }

  @Test
  void aCourseIsRequiredOnlyOfARoleThatItIsFor() {
    String course = course(12);
    assertEquals(
        ProblemType.CONFLICT, problem(() -> service.require(hanna, course, Learner.COORDINATOR)));
  }

  @Test
  void whoLeftCannotBeRecordedAnyMoreAndAYearLaterTheRecordsAreGone() {
    String course = course(12);
    String record = service.record(hanna, samir.staffId(), course, TODAY);
    staff.service.end(hanna, samir.staffId());
    assertEquals(
        ProblemType.NOT_FOUND,
        problem(() -> service.record(hanna, samir.staffId(), course, TODAY.minusDays(1))));
    clock.moveTo("2027-11-24T12:00:00Z");
    staff.service.deleteExpired();
    assertEquals(record, service.records(hanna).get(0).recordId());
    clock.moveTo("2027-11-25T12:00:00Z");
    staff.service.deleteExpired();
    assertEquals(List.of(), service.records(hanna));
    assertEquals(
        List.of(),
        people
            .reader()
            .withHandle(
                handle ->
                    handle.createQuery("SELECT id FROM course_record").mapTo(String.class).list()));
  }

  @Test
  void whatIsDoneToRecordsStandsOnTheTrailWithWhomItWasAbout() {
    String course = course(12);
    String record = service.record(hanna, samir.staffId(), course, TODAY);
    service.correct(hanna, record, TODAY, TODAY.minusDays(1));
    service.remove(hanna, record);
    List<AuditEvent> events = staff.audit.before(Long.MAX_VALUE, 3);
    assertEquals(
        List.of("course-record-removed", "course-record-corrected", "course-recorded"),
        events.stream().map(AuditEvent::act).toList());
    for (AuditEvent each : events) {
      assertEquals(hanna.staffId(), each.actorId());
      assertEquals(samir.staffId(), each.subjectId());
    }
  }

  @Test
  void aNameHasNoRoomForAPersonsData() {
    for (String name :
        List.of(
            "",
            " ",
            "jan@example.nl",
            "06 12345678",
            "Jan: 1-1-1980 te A",
            "x".repeat(81),
            "Anna\nBoogstraat",
            "a\u202eb")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new NewOrganisation(name, OrganisationKind.OTHER),
          name);
    }
    assertEquals(
        "Wijkteam Zuid 2 (Utrecht)",
        new NewOrganisation(" Wijkteam Zuid 2 (Utrecht) ", OrganisationKind.LOCAL_TEAM).name());
    assertTrue(course(12).length() == 22);
  }
}
