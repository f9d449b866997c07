package nl.kring.server.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.YearMonth;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import nl.kring.model.group.GroupForm;
import nl.kring.model.group.GroupType;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.group.NewGroup;
import nl.kring.server.group.TestGroups;
import nl.kring.server.municipality.MunicipalityService;
import nl.kring.server.platform.AtOnce;
import nl.kring.server.platform.MovableClock;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.db.TestDatabases;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Role;
import nl.kring.server.staff.TestStaff;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class IncidentServiceTest {
  private static final String UTRECHT = "GM0344";
  private static final String AMSTERDAM = "GM0363";
  private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

  @AutoClose private final Database people;
  private final MovableClock clock = new MovableClock("2026-11-25T12:00:00Z");
  private final MunicipalityService municipalities = new MunicipalityService();
  private final TestStaff staff;
  private final IncidentService service;
  private final String utrecht =
      municipalities.find(UTRECHT).map(place -> place.regionCode()).orElseThrow();

  IncidentServiceTest(TestDatabases databases) {
    people = databases.open("people");
    staff = new TestStaff(people, clock);
    service = new IncidentService(people, staff.groups, municipalities, clock);
  }

  /** Somebody of a new provider whose groups lie in these municipalities. */
  private Caller.Staff of(String provider, String... places) {
    String id = staff.providers.create(provider);
    for (String place : places) {
      open(id, place);
    }
    return new Caller.Staff("x", "Samir", Role.FACILITATOR, id, null);
  }

  private void open(String providerId, String place) {
    NewGroup group =
        new NewGroup(
            providerId,
            "twelve-steps",
            "Groep " + place,
            GroupType.MEN,
            GroupForm.IN_PERSON,
            List.of("nl"),
            place,
            null,
            false);
    TestGroups.open(people, staff.groups, group);
  }

  private void record(Caller.Staff by, IncidentKind kind, int times) {
    for (int i = 0; i < times; i++) {
      service.record(by, new NewIncident(kind, NOVEMBER, List.of(IncidentAct.TOLD_COORDINATOR)));
    }
  }

  private List<String> published(int year) {
    return service.release(year).orElseThrow().totals().stream()
        .map(each -> each.region() + " " + each.kind().wireName() + " " + each.incidents())
        .toList();
  }

  private String dump() {
    return people
        .reader()
        .withHandle(
            handle ->
                handle.createQuery("SELECT * FROM incident").mapToMap().stream()
                    .map(row -> row.keySet() + " " + row.values())
                    .collect(Collectors.joining("\n")));
  }

  @Test
  void aProviderSeesItsOwnTotalsExactlyAndNobodyElses() {
    Caller.Staff one = of("Een", UTRECHT);
    Caller.Staff other = of("Twee", UTRECHT);
    service.record(
        one,
        new NewIncident(
            IncidentKind.THREAT,
            NOVEMBER,
            List.of(IncidentAct.TOLD_COORDINATOR, IncidentAct.PAUSED)));
    record(one, IncidentKind.TENSION, 2);
    record(other, IncidentKind.THREAT, 3);
    IncidentTotals totals = service.totals(one, 2026);
    assertEquals(
        List.of(
            new IncidentTotals.OfKind(IncidentKind.TENSION, 2),
            new IncidentTotals.OfKind(IncidentKind.THREAT, 1)),
        totals.kinds());
    assertEquals(
        List.of(
            new IncidentTotals.OfAct(IncidentAct.PAUSED, 1),
            new IncidentTotals.OfAct(IncidentAct.TOLD_COORDINATOR, 3)),
        totals.acts());
    assertEquals(List.of(), service.totals(one, 2025).kinds());
  }

  @Test
  void aMonthIsThisOneOrOneOfTheTwelveBeforeInAmsterdam() {
    Caller.Staff one = of("Een", UTRECHT);
    clock.moveTo("2026-11-30T22:59:59Z");
    assertThrows(ProblemException.class, () -> in(one, "2026-12"));
    in(one, "2025-11");
    clock.moveTo("2026-11-30T23:00:00Z");
    in(one, "2026-12");
    assertThrows(ProblemException.class, () -> in(one, "2025-11"));
  }

  private void in(Caller.Staff by, String month) {
    service.record(
        by,
        new NewIncident(IncidentKind.OTHER, YearMonth.parse(month), List.of(IncidentAct.OTHER)));
  }

  @Test
  void whoHasTheIdCanWithdrawAndOnlyWithinTheProvider() {
    Caller.Staff one = of("Een", UTRECHT);
    Caller.Staff other = of("Twee", UTRECHT);
    String id =
        service.record(
            one, new NewIncident(IncidentKind.OTHER, NOVEMBER, List.of(IncidentAct.OTHER)));
    assertEquals(
        ProblemType.NOT_FOUND,
        assertThrows(ProblemException.class, () -> service.withdraw(other, id)).type());
    service.withdraw(one, id);
    assertEquals(List.of(), service.totals(one, 2026).kinds());
    assertEquals(
        ProblemType.NOT_FOUND,
        assertThrows(ProblemException.class, () -> service.withdraw(one, id)).type());
  }

  @Test
  void nothingSaysWhoWroteItOrInWhichGroupOrOnWhichDay() {
    Caller.Staff one = of("Een", UTRECHT);
    record(one, IncidentKind.TENSION, 1);
    String row = dump();
    assertFalse(row.contains(one.staffId() + ","), row);
    assertFalse(row.contains("2026-11-25"), row);
    for (String group : staff.groups.openIds()) {
      assertFalse(row.contains(group), row);
    }
    assertEquals(List.of(), staff.audit.before(Long.MAX_VALUE, 10), "nor does the trail");
  }

  @Test
  void onlyWhatOneProviderRecordedFiveTimesLeavesIt() {
    record(of("Een", UTRECHT), IncidentKind.TENSION, 5);
    record(of("Twee", UTRECHT), IncidentKind.TENSION, 4);
    record(of("Drie", UTRECHT), IncidentKind.THREAT, 4);
    record(of("Vier", UTRECHT), IncidentKind.THREAT, 4);
    clock.moveTo("2027-04-01T12:00:00Z");
    service.publishYears();
    assertEquals(List.of(utrecht + " tension 5"), published(2026));
  }

  /** Whoever knows what one provider recorded is left with numbers of five or more. */
  @Test
  void aProviderThatSubtractsItsOwnLearnsNoSmallNumberOfAnother() {
    record(of("Een", UTRECHT), IncidentKind.TENSION, 7);
    record(of("Twee", UTRECHT), IncidentKind.TENSION, 2);
    record(of("Drie", UTRECHT), IncidentKind.TENSION, 6);
    clock.moveTo("2027-04-01T12:00:00Z");
    service.publishYears();
    assertEquals(List.of(utrecht + " tension 13"), published(2026));
  }

  @Test
  void aProviderInSeveralRegionsStandsByItself() {
    record(of("Een", UTRECHT, AMSTERDAM), IncidentKind.TENSION, 5);
    record(of("Twee"), IncidentKind.TENSION, 6);
    clock.moveTo("2027-04-01T12:00:00Z");
    service.publishYears();
    assertEquals(List.of("NL tension 11"), published(2026));
  }

  @Test
  void aYearIsPublishedOnTheFirstOfAprilOnceAndNeverChanges() {
    Caller.Staff one = of("Een", UTRECHT);
    record(one, IncidentKind.TENSION, 5);
    String id =
        service.record(
            one, new NewIncident(IncidentKind.TENSION, NOVEMBER, List.of(IncidentAct.OTHER)));
    clock.moveTo("2027-03-31T21:59:59Z");
    service.publishYears();
    assertEquals(List.of(2025), service.releases());
    assertEquals(Optional.empty(), service.release(2026));
    clock.moveTo("2027-03-31T22:00:00Z");
    service.publishYears();
    assertEquals(List.of(utrecht + " tension 6"), published(2026));
    service.withdraw(one, id);
    record(one, IncidentKind.TENSION, 3);
    of("Twee", UTRECHT);
    open(one.providerId(), AMSTERDAM);
    clock.moveTo("2027-07-01T12:00:00Z");
    service.publishYears();
    assertEquals(List.of(utrecht + " tension 6"), published(2026));
    assertEquals(List.of(2025, 2026), service.releases());
  }

  @Test
  void manyWhoPublishAtOncePublishOnce() throws Exception {
    record(of("Een", UTRECHT), IncidentKind.TENSION, 5);
    clock.moveTo("2027-04-01T12:00:00Z");
    AtOnce.all(
        Collections.<Callable<Void>>nCopies(
            6,
            () -> {
              service.publishYears();
              return null;
            }));
    assertEquals(List.of(2026), service.releases());
    assertEquals(List.of(utrecht + " tension 5"), published(2026));
  }

  @Test
  void afterAStandstillOfYearsEachYearIsStillPublished() {
    record(of("Een", UTRECHT), IncidentKind.TENSION, 5);
    clock.moveTo("2029-05-01T12:00:00Z");
    service.publishYears();
    assertEquals(List.of(utrecht + " tension 5"), published(2026));
    assertEquals(List.of(2026, 2028), service.releases());
  }

  @Test
  void anIncidentIsGoneAfterThreeWholeYearsAndWhatWasPublishedStays() {
    Caller.Staff one = of("Een", UTRECHT);
    record(one, IncidentKind.TENSION, 5);
    clock.moveTo("2029-12-31T22:59:59Z");
    service.publishYears();
    assertEquals(0, service.deleteOld());
    clock.moveTo("2029-12-31T23:00:00Z");
    assertEquals(5, service.deleteOld());
    assertEquals("", dump());
    assertEquals(List.of(utrecht + " tension 5"), published(2026));
  }
}
