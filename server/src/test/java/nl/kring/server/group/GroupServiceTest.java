package nl.kring.server.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import nl.kring.model.group.GroupForm;
import nl.kring.model.group.GroupType;
import nl.kring.model.group.SupportGroup;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.municipality.MunicipalityService;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.db.TestDatabases;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Role;
import nl.kring.server.provider.ProviderService;
import nl.kring.server.staff.StaffService;
import nl.kring.server.staff.TestStaff;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class GroupServiceTest {
  @AutoClose private final Database people;
  private final ProviderService providers;
  private final GroupService service;
  private final String providerId;

  GroupServiceTest(TestDatabases databases) {
    people = databases.open("people");
    providers = new ProviderService(people);
    service = new GroupService(people, new MunicipalityService(), providers, Clock.systemUTC());
    providerId = providers.create("Stichting Kring");
  }

  private NewGroup group(String name, String provider, GroupType type, boolean isAddressPublic) {
    return new NewGroup(
        provider,
        "twelve-steps",
        name,
        type,
        GroupForm.IN_PERSON,
        List.of("nl", "en"),
        "GM0344",
        "Boogstraat 1",
        isAddressPublic);
  }

  private String open(String name) {
    return TestGroups.open(people, service, group(name, providerId, GroupType.MEN, false));
  }

  private Caller.Staff staff(String name, Role role, String provider) {
    StaffService staff = new TestStaff(people, Clock.systemUTC()).service;
    String id = staff.create(name, role, provider, null, "vier gele fietsen");
    return new Caller.Staff(id, name, role, provider, null);
  }

  @Test
  void aGroupIsShownWithTheNamesOfItsPlaceProviderAndProgramme() {
    SupportGroup group = service.publicView(open("Woensdaggroep")).orElseThrow();
    assertEquals("Woensdaggroep", group.name());
    assertEquals(GroupType.MEN, group.type());
    assertEquals(GroupForm.IN_PERSON, group.form());
    assertEquals(List.of("nl", "en"), group.languages());
    assertEquals("Utrecht", group.municipalityName());
    assertEquals("Stichting Kring", group.providerName());
    assertEquals("Twaalf stappen", group.programmeName());
  }

  @Test
  void anAddressIsPublicOnlyWhereTheGroupSaysSo() {
    String closed = open("Woensdaggroep");
    String open =
        TestGroups.open(people, service, group("Dinsdaggroep", providerId, GroupType.MEN, true));
    assertNull(service.publicView(closed).orElseThrow().address());
    assertEquals("Boogstraat 1", service.memberView(closed).orElseThrow().address());
    assertEquals("Boogstraat 1", service.publicView(open).orElseThrow().address());
    assertFalse(service.isAddressPublic(closed));
    assertTrue(service.isAddressPublic(open));
    for (SupportGroup each : service.directory(null, null)) {
      assertEquals(each.id().equals(open), each.address() != null);
    }
  }

  @Test
  void theDirectoryIsInOrderOfNameAndCanBeNarrowed() {
    open("Woensdaggroep");
    TestGroups.open(people, service, group("Dinsdaggroep", providerId, GroupType.WOMEN, true));
    assertEquals(
        List.of("Dinsdaggroep", "Woensdaggroep"),
        service.directory(null, null).stream().map(SupportGroup::name).toList());
    assertEquals(
        List.of("Dinsdaggroep"),
        service.directory("GM0344", GroupType.WOMEN).stream().map(SupportGroup::name).toList());
    assertEquals(List.of(), service.directory("GM0363", null));
    assertEquals(
        ProblemType.INVALID_REQUEST,
        assertThrows(ProblemException.class, () -> service.directory("Utrecht", null)).type());
  }

  @Test
  void aGroupNamesOnlyWhatThereIs() {
    assertThrows(
        ProblemException.class,
        () -> service.add(group("Groep", "elsewhere", GroupType.MEN, true)));
    assertThrows(
        ProblemException.class,
        () ->
            service.add(
                new NewGroup(
                    providerId,
                    "thirteen-steps",
                    "Groep",
                    GroupType.MEN,
                    GroupForm.ONLINE,
                    List.of("nl"),
                    "GM0344",
                    null,
                    false)));
    assertThrows(
        ProblemException.class,
        () ->
            service.add(
                new NewGroup(
                    providerId,
                    "twelve-steps",
                    "Groep",
                    GroupType.MEN,
                    GroupForm.ONLINE,
                    List.of("nl"),
                    "GM9999",
                    null,
                    false)));
  }

  @Test
  void facilitatorsLeadTheGroupsTheyAreAssignedTo() {
    String own = open("Woensdaggroep");
    String other = open("Dinsdaggroep");
    Caller.Staff samir = staff("Samir", Role.FACILITATOR, providerId);
    service.assign(own, samir.staffId());
    service.assign(own, samir.staffId());
    assertTrue(service.mayLead(samir, own));
    assertFalse(service.mayLead(samir, other));
    assertFalse(service.mayLead(samir, "elsewhere"));
    assertEquals(List.of(own), ids(service.groupsOf(samir)));
  }

  @Test
  void coordinatorsLeadTheGroupsOfTheirProvider() {
    String own = open("Woensdaggroep");
    String elsewhere = providers.create("De Pion");
    String other =
        TestGroups.open(people, service, group("Dinsdaggroep", elsewhere, GroupType.MEN, true));
    Caller.Staff noor = staff("Noor", Role.COORDINATOR, providerId);
    assertTrue(service.mayLead(noor, own));
    assertFalse(service.mayLead(noor, other));
    assertEquals(List.of(own), ids(service.groupsOf(noor)));
  }

  @Test
  void administratorsSeeAllGroupsAndLeadNone() {
    String own = open("Woensdaggroep");
    Caller.Staff beheer = staff("Beheer", Role.ADMINISTRATOR, null);
    assertFalse(service.mayLead(beheer, own));
    assertEquals(List.of(own), ids(service.groupsOf(beheer)));
  }

  private static List<String> ids(List<SupportGroup> groups) {
    return groups.stream().map(SupportGroup::id).toList();
  }

  @Test
  void programmesAreLoadedOnce() {
    GroupService again =
        new GroupService(people, new MunicipalityService(), providers, Clock.systemUTC());
    Programme programme = again.programmes().find("twelve-steps").orElseThrow();
    assertEquals(12, programme.steps().size());
    assertEquals("Eerlijkheid", programme.steps().get(0).name());
    assertEquals("Dienstbaarheid", programme.steps().get(11).name());
  }

  @Test
  void allOpenGroupsHaveAnId() {
    assertEquals(Set.of(), Set.copyOf(service.openIds()));
    assertEquals(Set.of(open("A"), open("B")), Set.copyOf(service.openIds()));
  }
}
