package nl.kring.server.opening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import nl.kring.model.group.SupportGroup;
import nl.kring.model.problem.Missing;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.group.TestGroups;
import nl.kring.server.platform.AtOnce;
import nl.kring.server.platform.MovableClock;
import nl.kring.server.platform.audit.AuditEvent;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.db.TestDatabases;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Role;
import nl.kring.server.safety.AcknowledgementService;
import nl.kring.server.safety.SafetyText;
import nl.kring.server.staff.TestStaff;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class LeadershipServiceTest {
  /** A Wednesday evening in Amsterdam. */
  private static final String EVENING = "2026-11-25T19:00:00Z";

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
  private static final Backing BACKING =
      new Backing(new Backstop("Marijke", "Instelling Voorbeeld", "030 000 00 00"), "Utrecht");

  private final MovableClock clock = new MovableClock(EVENING);
  @AutoClose private final Database people;
  private final TestStaff staff;
  private final AcknowledgementService acknowledgements;
  private final LeadershipService service;
  private final String groupId;
  private final Caller.Staff samir;
  private final Caller.Staff ruud;
  private final Caller.Staff anja;
  private final Caller.Staff coby;

  LeadershipServiceTest(TestDatabases databases) {
    people = databases.open("people");
    staff = new TestStaff(people, clock);
    acknowledgements = new AcknowledgementService(people, staff.audit, clock);
    service =
        new LeadershipService(
            people,
            staff.groups,
            staff.service,
            acknowledgements,
            SafeHomeRegions.NONE,
            staff.audit,
            clock);
    groupId = prepared(staff.providerId);
    samir = person("Samir", Role.FACILITATOR, staff.providerId);
    ruud = person("Ruud", Role.FACILITATOR, staff.providerId);
    anja = person("Anja", Role.FACILITATOR, staff.providerId);
    coby = person("Coby", Role.COORDINATOR, staff.providerId);
  }

  private String prepared(String providerId) {
    return staff.groups.add(TestGroups.men(providerId, "Woensdaggroep"));
  }

  private Caller.Staff person(String name, Role role, String providerId) {
    String id = staff.service.create(name, role, providerId, null, "vier gele fietsen");
    return new Caller.Staff(id, name, role, providerId, null);
  }

  private void acknowledge(Caller.Staff... everybody) {
    for (Caller.Staff each : everybody) {
      for (SafetyText text : SafetyText.values()) {
        acknowledgements.acknowledge(each, text);
      }
    }
  }

  private void openWithAll() {
    staff.service.assign(coby, groupId, samir.staffId());
    staff.service.assign(coby, groupId, ruud.staffId());
    acknowledge(samir, ruud);
    service.set(samir, groupId, BACKING);
    service.open(samir, groupId);
  }

  private Set<String> lacking() {
    return service.of(coby, groupId).missing().stream()
        .map(Missing::code)
        .collect(Collectors.toSet());
  }

  private static ProblemType refusal(Runnable act) {
    return assertThrows(ProblemException.class, act::run).type();
  }

  private boolean isPublic() {
    return staff.groups.publicView(groupId).isPresent();
  }

  private List<String> acts() {
    return staff.audit.before(Long.MAX_VALUE, 100).stream()
        .filter(each -> groupId.equals(each.groupId()))
        .map(AuditEvent::act)
        .toList();
  }

  private boolean leads(Caller.Staff person) {
    boolean leads = staff.groups.mayLead(person, groupId);
    assertEquals(
        leads,
        staff.groups.groupsOf(person).stream().map(SupportGroup::id).anyMatch(groupId::equals));
    return leads;
  }

  @Test
  void s11_aGroupOpensOnlyWithTwoFacilitatorsABackstopARegionAndTheTextsRead() {
    assertEquals(Set.of("second-facilitator", "backstop", "safe-home-region"), lacking());
    assertEquals(ProblemType.OPENING_INCOMPLETE, refusal(() -> service.open(coby, groupId)));
    staff.service.assign(coby, groupId, samir.staffId());
    acknowledge(samir);
    assertEquals(Set.of("second-facilitator", "backstop", "safe-home-region"), lacking());
    service.set(samir, groupId, new Backing(BACKING.backstop(), null));
    assertEquals(Set.of("second-facilitator", "safe-home-region"), lacking());
    service.set(samir, groupId, new Backing(null, "Utrecht"));
    assertEquals(Set.of("second-facilitator", "backstop"), lacking());
    service.set(samir, groupId, BACKING);
    assertEquals(Set.of("second-facilitator"), lacking());
    assertEquals(ProblemType.OPENING_INCOMPLETE, refusal(() -> service.open(samir, groupId)));
    staff.service.assign(coby, groupId, ruud.staffId());
    assertEquals(Set.of("hand-over", "red-flag-protocol"), lacking());
    acknowledgements.acknowledge(ruud, SafetyText.HAND_OVER);
    assertEquals(Set.of("red-flag-protocol"), lacking());
    assertEquals(ProblemType.OPENING_INCOMPLETE, refusal(() -> service.open(samir, groupId)));
    assertFalse(isPublic());
    assertEquals(List.of(), staff.groups.openIds());
    assertFalse(staff.groups.places(groupId).orElseThrow().isOpen());
    acknowledge(ruud);
    assertEquals(Set.of(), lacking());
    service.open(samir, groupId);
    assertTrue(isPublic());
    assertEquals(List.of(groupId), staff.groups.openIds());
    assertEquals(TODAY, service.of(ruud, groupId).openedOn());
  }

  @Test
  void s13_aGroupOpensOnlyWhenEachFacilitatorReadWhenToHandOver() {
    staff.service.assign(coby, groupId, samir.staffId());
    staff.service.assign(coby, groupId, ruud.staffId());
    staff.service.assign(coby, groupId, anja.staffId());
    service.set(coby, groupId, BACKING);
    acknowledge(samir, ruud);
    acknowledgements.acknowledge(anja, SafetyText.RED_FLAG_PROTOCOL);
    assertEquals(ProblemType.OPENING_INCOMPLETE, refusal(() -> service.open(coby, groupId)));
    List<Missing> missing = service.of(coby, groupId).missing();
    assertEquals(List.of(anja.staffId()), missing.stream().map(Missing::staffId).toList());
    assertEquals("hand-over", missing.get(0).code());
    acknowledgements.acknowledge(anja, SafetyText.HAND_OVER);
    service.open(coby, groupId);
    assertTrue(isPublic());
  }

  @Test
  void openingTwiceIsOnceAndNothingShutsAGroupAgain() {
    openWithAll();
    service.open(coby, groupId);
    assertEquals(1, acts().stream().filter("group-opened"::equals).count());
    staff.service.end(coby, samir.staffId());
    assertEquals(Set.of("second-facilitator"), lacking(), "the coordinator sees it");
    assertTrue(isPublic());
    clock.advance(Duration.ofDays(366));
    assertEquals(Set.of("second-facilitator", "red-flag-protocol"), lacking());
    service.open(coby, groupId);
    assertTrue(isPublic());
    assertEquals(ProblemType.CONFLICT, refusal(() -> service.set(coby, groupId, Backing.NONE)));
    assertEquals(BACKING, service.of(coby, groupId).backing());
  }

  @Test
  void twoWhoOpenAtOnceOpenItOnce() throws Exception {
    staff.service.assign(coby, groupId, samir.staffId());
    staff.service.assign(coby, groupId, ruud.staffId());
    acknowledge(samir, ruud);
    service.set(samir, groupId, BACKING);
    Callable<Void> opening =
        () -> {
          service.open(ruud, groupId);
          return null;
        };
    AtOnce.all(List.of(opening, opening, opening, opening));
    assertEquals(1, acts().stream().filter("group-opened"::equals).count());
    assertTrue(staff.audit.firstBroken().isEmpty());
  }

  @Test
  void aGroupOfAnotherProviderDoesNotExist() {
    String elsewhere = staff.providers.create("De Pion");
    Caller.Staff other = person("Els", Role.COORDINATOR, elsewhere);
    Caller.Staff theirs = person("Bas", Role.FACILITATOR, elsewhere);
    openWithAll();
    assertEquals(ProblemType.NOT_FOUND, refusal(() -> service.of(other, groupId)));
    assertEquals(ProblemType.NOT_FOUND, refusal(() -> service.open(other, groupId)));
    assertEquals(ProblemType.NOT_FOUND, refusal(() -> service.set(other, groupId, BACKING)));
    assertEquals(
        ProblemType.NOT_FOUND, refusal(() -> service.takeOff(other, groupId, samir.staffId())));
    assertEquals(
        ProblemType.NOT_FOUND,
        refusal(() -> service.standIn(samir, groupId, theirs.staffId(), TODAY)));
    assertEquals(
        ProblemType.NOT_FOUND,
        refusal(() -> service.replace(coby, groupId, samir.staffId(), theirs.staffId())));
    assertTrue(leads(samir), "nobody left when nobody could come");
    assertEquals(List.of("Anja"), names(service.of(samir, groupId).colleagues()));
  }

  private static List<String> names(List<Leadership.Colleague> colleagues) {
    return colleagues.stream().map(Leadership.Colleague::name).toList();
  }

  @Test
  void aCoordinatorTakesOffAndReplacesAndIsToldWhatCannotBe() {
    openWithAll();
    service.replace(coby, groupId, samir.staffId(), anja.staffId());
    assertFalse(leads(samir));
    assertTrue(leads(anja));
    assertEquals(Set.of("hand-over", "red-flag-protocol"), lacking());
    assertEquals(
        ProblemType.CONFLICT,
        refusal(() -> service.replace(coby, groupId, ruud.staffId(), anja.staffId())));
    assertEquals(
        ProblemType.NOT_FOUND,
        refusal(() -> service.replace(coby, groupId, samir.staffId(), samir.staffId())));
    assertFalse(leads(samir), "neither when one of both cannot be");
    assertEquals(
        ProblemType.NOT_FOUND, refusal(() -> service.takeOff(ruud, groupId, anja.staffId())));
    service.takeOff(coby, groupId, anja.staffId());
    assertEquals(
        ProblemType.NOT_FOUND, refusal(() -> service.takeOff(coby, groupId, anja.staffId())));
    assertEquals(Set.of("second-facilitator"), lacking());
  }

  // ---- substitutes ----------------------------------------------------------------------------

  @Test
  void aSubstituteLeadsFromMidnightToSixInTheMorning() {
    openWithAll();
    assertFalse(leads(anja));
    String id = service.standIn(samir, groupId, anja.staffId(), TODAY.plusDays(1));
    assertEquals(id, service.standIn(ruud, groupId, anja.staffId(), TODAY.plusDays(1)));
    assertFalse(leads(anja));
    clock.moveTo("2026-11-25T22:59:59Z");
    assertFalse(leads(anja));
    clock.moveTo("2026-11-25T23:00:00Z");
    assertTrue(leads(anja));
    clock.moveTo("2026-11-27T04:59:59Z");
    assertTrue(leads(anja));
    assertEquals(1, service.of(samir, groupId).substitutes().size());
    clock.moveTo("2026-11-27T05:00:00Z");
    assertFalse(leads(anja));
    assertEquals(List.of(), service.of(samir, groupId).substitutes());
  }

  @Test
  void aSubstituteLeadsUntilSixOnTheClockAlsoWhenTheClocksChange() {
    openWithAll();
    clock.moveTo("2027-03-27T20:00:00Z");
    service.standIn(samir, groupId, anja.staffId(), LocalDate.of(2027, 3, 27));
    clock.moveTo("2027-03-28T03:59:59Z");
    assertTrue(leads(anja));
    clock.moveTo("2027-03-28T04:00:00Z");
    assertFalse(leads(anja));
  }

  @Test
  void aSubstituteMayNotChangeWhoLeads() {
    openWithAll();
    String id = service.standIn(samir, groupId, anja.staffId(), TODAY);
    assertTrue(leads(anja));
    assertEquals(BACKING, service.of(anja, groupId).backing(), "may need the backstop");
    Caller.Staff joost = person("Joost", Role.FACILITATOR, staff.providerId);
    assertEquals(ProblemType.FORBIDDEN, refusal(() -> service.set(anja, groupId, BACKING)));
    assertEquals(ProblemType.FORBIDDEN, refusal(() -> service.open(anja, groupId)));
    assertEquals(
        ProblemType.FORBIDDEN,
        refusal(() -> service.standIn(anja, groupId, joost.staffId(), TODAY)));
    assertEquals(ProblemType.FORBIDDEN, refusal(() -> service.withdraw(anja, groupId, id)));
    assertFalse(staff.groups.leadsLastingly(anja, groupId));
    assertEquals(ProblemType.FORBIDDEN, refusal(() -> staff.groups.lastinglyLedBy(anja, groupId)));
  }

  @Test
  void aSubstituteIsNoneAtOnceWhenWithdrawnOrWhenTheAccountEnds() {
    openWithAll();
    String id = service.standIn(samir, groupId, anja.staffId(), TODAY);
    assertTrue(leads(anja));
    service.withdraw(coby, groupId, id);
    assertFalse(leads(anja));
    assertEquals(ProblemType.NOT_FOUND, refusal(() -> service.withdraw(coby, groupId, id)));
    service.standIn(samir, groupId, anja.staffId(), TODAY);
    staff.service.end(coby, anja.staffId());
    assertFalse(leads(anja));
    assertEquals(
        ProblemType.NOT_FOUND,
        refusal(() -> service.standIn(samir, groupId, anja.staffId(), TODAY)));
  }

  @Test
  void aSubstituteIsNamedForADayWithinAYearAndNotForOneWhoLeadsAlready() {
    openWithAll();
    assertEquals(
        ProblemType.INVALID_REQUEST,
        refusal(() -> service.standIn(samir, groupId, anja.staffId(), TODAY.minusDays(1))));
    assertEquals(
        ProblemType.INVALID_REQUEST,
        refusal(() -> service.standIn(samir, groupId, anja.staffId(), TODAY.plusDays(367))));
    assertEquals(
        ProblemType.CONFLICT,
        refusal(() -> service.standIn(samir, groupId, ruud.staffId(), TODAY)));
    assertEquals(
        ProblemType.NOT_FOUND,
        refusal(() -> service.standIn(samir, groupId, coby.staffId(), TODAY)));
  }

  @Test
  void aSubstituteIsDeletedOnceTheDayIsOver() {
    openWithAll();
    service.standIn(samir, groupId, anja.staffId(), TODAY);
    service.standIn(samir, groupId, anja.staffId(), TODAY.plusDays(1));
    clock.moveTo("2026-11-26T04:59:59Z");
    staff.groups.substitutes().deleteOld();
    assertEquals(2, rows());
    clock.moveTo("2026-11-26T05:00:00Z");
    staff.groups.substitutes().deleteOld();
    staff.groups.substitutes().deleteOld();
    assertEquals(1, rows());
  }

  private int rows() {
    return people
        .reader()
        .withHandle(
            handle ->
                handle.createQuery("SELECT COUNT(*) FROM group_substitute").mapTo(int.class).one());
  }

  @Test
  void s14_anAddressIsPublicOnlyWhenTheGroupSaysSo() {
    openWithAll();
    SupportGroup seen = staff.groups.publicView(groupId).orElseThrow();
    assertEquals("Utrecht", seen.municipalityName());
    assertEquals(null, seen.address());
    assertEquals(null, staff.groups.directory(null, null).get(0).address());
    assertEquals("Boogstraat 1", staff.groups.memberView(groupId).orElseThrow().address());
  }
}
