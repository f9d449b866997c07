package nl.kring.server.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nl.kring.model.group.GroupForm;
import nl.kring.model.group.GroupType;
import nl.kring.model.group.SupportGroup;
import nl.kring.server.group.NewGroup;
import nl.kring.server.group.Programme;
import nl.kring.server.group.TestGroups;
import nl.kring.server.meeting.MeetingChange;
import nl.kring.server.meeting.NewMeetingSeries;
import nl.kring.server.meeting.Planning;
import nl.kring.server.meeting.Recurrence;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.db.TestDatabases;
import nl.kring.server.transfer.ImportReport.Tally;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class TransferServiceTest {
  private final TestDatabases databases;
  @AutoClose private final Transfers here;

  TransferServiceTest(TestDatabases databases) {
    this.databases = databases;
    here = new Transfers(databases);
  }

  private static String fault(Transfers transfers, String file) {
    FaultyFileException e = assertThrows(FaultyFileException.class, () -> transfers.bringIn(file));
    return e.faults().stream()
        .map(each -> each.place().line() + ": " + each.sentence())
        .reduce((one, other) -> one + "\n" + other)
        .orElseThrow();
  }

  @Test
  void theExampleOfTheDocumentationIsItsOwnFileAndIsImported() throws Exception {
    String page = Files.readString(Path.of("../docs/import.md"));
    assertTrue(page.contains("```json\n" + Transfers.example() + "```"));
    ImportReport report = here.bringIn(Transfers.example());
    assertEquals(new Tally(1, 0, 0), report.programmes());
    assertEquals(new Tally(1, 0, 0), report.providers());
    assertEquals(new Tally(2, 0, 0), report.groups());
    assertEquals(new Tally(2, 0, 0), report.meetingSeries());
    assertEquals(
        List.of(
            "line 39: there is no facilitator \"Samir\"; group \"utrecht-woensdag\" is without",
            "line 39: there is no facilitator \"Jamila\"; group \"utrecht-woensdag\" is without",
            "line 38: group \"utrecht-woensdag\" is being prepared until two facilitators have"
                + " accounts; then import this again"),
        report.notes());
    SupportGroup group = here.groups.memberView(here.groupId("GM0363")).orElseThrow();
    assertEquals("Acht avonden", group.programmeName());
    assertEquals(LocalDate.of(2027, 2, 1), group.begins());
    assertEquals(LocalDate.of(2027, 4, 26), group.ends());
    Programme programme = here.groups.programmes().find("acht-avonden").orElseThrow();
    assertEquals(1, programme.individualTalks());
    assertTrue(String.valueOf(programme.steps().get(1).text()).startsWith("De tekst"));
    String wednesday = here.groupId("GM0344");
    assertEquals(
        3, here.meetings.upcoming(wednesday, 60).stream().map(m -> m.address()).distinct().count());
  }

  @Test
  void theSameFileAgainChangesNothing() {
    here.bringIn(Transfers.example());
    here.facilitator("Samir", "Stichting Voorbeeld");
    here.facilitator("Jamila", "Stichting Voorbeeld");
    ImportReport second = here.bringIn(Transfers.example());
    assertEquals(new Tally(2, 0, 0), second.facilitators());
    assertEquals(List.of(), second.notes());
    var rows = here.rows();
    ImportReport third = here.bringIn(Transfers.example());
    assertEquals(new Tally(0, 0, 1), third.programmes());
    assertEquals(new Tally(0, 0, 1), third.providers());
    assertEquals(new Tally(0, 0, 2), third.groups());
    assertEquals(new Tally(0, 0, 2), third.meetingSeries());
    assertEquals(new Tally(0, 0, 2), third.facilitators());
    assertEquals(rows, here.rows());
  }

  @Test
  void whatTheFileSaysOtherwiseIsChangedAndTheRestIsLeftAlone() {
    String own = here.providers.create("De Pion");
    String ownGroup =
        TestGroups.open(
            here.people,
            here.groups,
            new NewGroup(
                own,
                "borg",
                "Cursus",
                GroupType.MEN,
                GroupForm.ONLINE,
                List.of("nl"),
                "GM0344",
                null,
                false,
                9,
                LocalDate.of(2027, 1, 4),
                LocalDate.of(2027, 4, 4)));
    here.bringIn(Transfers.example());
    String id = here.groupId("GM0363");
    here.meetings.create(
        id,
        new NewMeetingSeries(
            Recurrence.ONCE, LocalDate.of(2027, 2, 1), null, LocalTime.NOON, 60, null));
    ImportReport report =
        here.bringIn(
            Transfers.example()
                .replace("Maandagkring", "Dinsdagkring")
                .replace("Stichting Voorbeeld\"}", "Stichting Anders\"}")
                .replace("\"startTime\": \"20:00\"", "\"startTime\": \"20:15\"")
                .replace(
                    ", \"text\": \"De tekst die wordt voorgelezen. Hij mag ook ontbreken.\"", ""));
    assertEquals(new Tally(0, 1, 0), report.programmes());
    assertEquals(new Tally(0, 1, 0), report.providers());
    assertEquals(new Tally(0, 1, 1), report.groups());
    assertEquals(new Tally(0, 1, 1), report.meetingSeries());
    SupportGroup changed = here.groups.memberView(id).orElseThrow();
    assertEquals("Dinsdagkring", changed.name());
    assertEquals("Stichting Anders", changed.providerName());
    assertEquals(1, here.meetings.upcoming(id, 5).size(), "a series of no file stays");
    assertEquals("Cursus", here.groups.publicView(ownGroup).orElseThrow().name());
    assertEquals(3, here.count("support_group"));
  }

  @Test
  void providersMayTakeEachOthersNames() {
    here.bringIn(
        "{\"formatVersion\": 1, \"providers\": [{\"key\": \"a\", \"name\": \"A\"}, {\"key\": \"b\", \"name\": \"B\"}]}");
    ImportReport swapped =
        here.bringIn(
            "{\"formatVersion\": 1, \"providers\": [{\"key\": \"c\", \"name\": \"A\"}, {\"key\": \"a\", \"name\": \"B\"}, {\"key\": \"b\", \"name\": \"C\"}]}");
    assertEquals(new Tally(1, 2, 0), swapped.providers());
    assertEquals(
        "1: name \"B\" is that of the provider with the key \"a\"; expected that key, or another name",
        fault(here, "{\"formatVersion\": 1, \"providers\": [{\"key\": \"d\", \"name\": \"B\"}]}"));
  }

  @Test
  void anExportImportedElsewhereAndExportedThereIsTheSameToTheByte() {
    here.bringIn(Transfers.example());
    here.bringIn(Transfers.manyGroups(30));
    here.facilitator("Samir", "Stichting Voorbeeld");
    here.facilitator("Jamila", "Stichting Voorbeeld");
    here.bringIn(Transfers.example());
    // And what no file brought.
    String own = here.providers.create("De \"Pion\" & é");
    String group =
        here.groups.add(
            new NewGroup(
                own,
                "borg",
                " Cursus ",
                GroupType.YOUNG_PEOPLE,
                GroupForm.ONLINE,
                List.of("nl", "tr"),
                "GM0344",
                "Laan\n2",
                true,
                9,
                LocalDate.of(2027, 1, 4),
                LocalDate.of(2027, 4, 4)));
    here.meetings.create(
        group,
        new NewMeetingSeries(
            Recurrence.WEEKLY,
            LocalDate.of(2027, 1, 4),
            LocalDate.of(2027, 2, 4),
            LocalTime.NOON,
            60,
            "Zaal"));
    here.groups.assign(group, here.facilitator("Ruud", "De \"Pion\" & é"));
    String first = here.takeOut();
    assertTrue(first.contains("\"facilitators\" : [") || first.contains("\"facilitators\": ["));
    for (TestDatabases other : TestDatabases.values()) {
      try (Transfers there = new Transfers(other)) {
        assertEquals(4, there.bringIn(first).notes().size());
        there.facilitator("Samir", "Stichting Voorbeeld");
        there.facilitator("Jamila", "Stichting Voorbeeld");
        there.facilitator("Ruud", "De \"Pion\" & é");
        there.bringIn(first);
        assertEquals(first, there.takeOut(), databases + " to " + other);
      }
    }
    // Coming home it finds everything as it left it.
    var rows = here.rows();
    here.bringIn(first);
    assertEquals(rows, here.rows());
  }

  @Test
  void singleMeetingsAndPausesAreBroughtInAndStayWhenAFileSaysNothingOfThem() {
    here.bringIn(Transfers.example());
    String file = Transfers.example();
    String group = here.groupId("GM0344");
    Planning planned = here.meetings.planning(group);
    assertEquals(2, planned.pauses().size());
    Planning.Series weekly =
        planned.series().stream().filter(each -> !each.changes().isEmpty()).findAny().orElseThrow();
    assertEquals(2, weekly.changes().size());
    assertTrue(here.takeOut().contains("\"ofDay\": \"2027-02-03\""));
    // The same file again: nothing is changed, and nobody who edits is told otherwise.
    here.bringIn(file);
    assertEquals(planned, here.meetings.planning(group));
    // A facilitator cancels one more; a file that says nothing of it does not call that off.
    here.meetings.changeOne(
        group,
        planned.etag(),
        weekly.seriesId(),
        LocalDate.of(2027, 3, 3),
        MeetingChange.CANCELLED);
    String silent =
        file.replaceFirst("(?s),\\s*\"changes\": \\[.*?\\]", "")
            .replaceFirst("(?s),\\s*\"meetingPauses\": \\[.*?\\]", "");
    here.bringIn(silent);
    assertEquals(3, changes(group));
    assertEquals(2, here.meetings.planning(group).pauses().size());
    // One that names them is followed.
    here.bringIn(file);
    assertEquals(2, changes(group));
    here.bringIn(
        file.replaceFirst("(?s)\"changes\": \\[.*?\\]", "\"changes\": []")
            .replaceFirst("(?s)\"meetingPauses\": \\[.*?\\]", "\"meetingPauses\": []"));
    assertEquals(0, changes(group));
    assertEquals(List.of(), here.meetings.planning(group).pauses());
  }

  private int changes(String group) {
    return here.meetings.planning(group).series().stream()
        .mapToInt(each -> each.changes().size())
        .sum();
  }

  @Test
  void anExportHoldsNothingOfParticipantsAndNoPassword() {
    here.bringIn(Transfers.example());
    String staffId = here.facilitator("Samir", "Stichting Voorbeeld");
    here.bringIn(Transfers.example());
    here.facilitator("Ongebonden", "Stichting Voorbeeld");
    String groupId = here.groupId("GM0344");
    String before = here.takeOut();
    here.people
        .writer()
        .useHandle(
            handle -> {
              handle.execute(
                  "INSERT INTO membership (id, group_id, device_key, joined_month, last_draw_month)"
                      + " VALUES ('lid-geheim', ?, 'sleutel-geheim', '2026-11', '2026-11')",
                  groupId);
              handle.execute(
                  "INSERT INTO join_code (hash, group_id, last_day) VALUES (?, ?, '2026-11-24')",
                  new byte[] {1, 2, 3},
                  groupId);
            });
    assertEquals(before, here.takeOut(), "members and codes change nothing in an export");
    assertFalse(before.contains("argon2"), before);
    assertFalse(before.contains(staffId));
    assertFalse(before.contains("Ongebonden"), "only names of those who lead a group");
  }

  @Test
  void twoThousandGroupsAreImportedInSecondsAndTwoImportsAtOnceDoNotMix() throws Exception {
    String file = Transfers.manyGroups(2000);
    assertTimeout(
        Duration.ofSeconds(60),
        () -> assertEquals(new Tally(2000, 0, 0), here.bringIn(file).groups()));
    assertEquals(2000, here.count("support_group"));
    assertEquals(2000, here.count("meeting_series"));
    assertEquals(2000, here.count("support_group"));
    try (Transfers fresh = new Transfers(databases)) {
      ExecutorService both = Executors.newFixedThreadPool(3);
      String small = Transfers.manyGroups(300);
      List<Future<ImportReport>> reports = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        reports.add(both.submit(() -> fresh.bringIn(small)));
      }
      int added = 0;
      for (Future<ImportReport> each : reports) {
        added += each.get().groups().added();
      }
      both.shutdown();
      assertEquals(300, added);
      assertEquals(300, fresh.count("support_group"));
    }
  }

  @Test
  void aFileIsReadWhileSomebodyElseHasTheDatabaseOpen() {
    String url = databases.url("people");
    try (Transfers one = new Transfers(Database.open("people", url));
        Transfers other = new Transfers(Database.open("people", url))) {
      one.bringIn(Transfers.example());
      assertEquals(2, other.count("support_group"));
    }
  }

  @Test
  void eachFaultIsToldWithItsLineAndAllOfThemAtOnce() {
    String file =
        """
        {"formatVersion": 1,
         "providers": [{"key": "p", "name": "P"}],
         "groups": [
          {"key": "a", "provider": "p", "programme": "twelve-steps", "name": "A", "type": "man",
           "form": "online", "languages": ["nl"], "municipality": "GM0344"},
          {"key": "b", "provider": "p", "programme": "twelve-steps", "name": "B", "type": "men",
           "form": "online", "languages": ["nl"], "munipality": "GM0344",
           "capacity": "10",
           "addressPublic": "ja"}
         ]}
        """;
    assertEquals(
        """
        4: "man" is wrong: type is men, women, young-people or mixed
        6: municipality is missing
        7: there is no field "munipality"; did you mean "municipality"?
        8: capacity is a text; expected a whole number
        9: addressPublic is a text; expected true or false"""
            .stripIndent(),
        fault(here, file));
    assertEquals(0, here.count("support_group"));
  }

  @Test
  void whatDoesNotFitTheDatabaseIsToldWithItsLine() {
    String file =
        """
        {"formatVersion": 1, "groups": [
          {"key": "a", "provider": "p",
           "programme": "twelve-step", "name": "A", "type": "men",
           "form": "online", "languages": ["nl"],
           "municipality": "GM9999"},
          {"key": "b", "provider": "p", "programme": "borg", "name": "B", "type": "men",
           "form": "online", "languages": ["nl"], "municipality": "GM0344",
           "begins": "2027-01-04", "ends": "2027-02-04"},
          {"key": "c", "provider": "p", "programme": "twelve-steps", "name": "C", "type": "men",
           "form": "online", "languages": ["nl"], "municipality": "GM0344",
           "begins": "2027-01-04", "ends": "2027-02-04"}
         ]}
        """;
    String expected =
        """
        2: there is no provider with the key "p", not here and not in the database; expected one of\s
        3: there is no programme with the key "twelve-step", not here and not in the database; did you mean "twelve-steps"?
        5: there is no municipality "GM9999"; expected a CBS code such as GM0363
        6: capacity is needed, because the programme is closed and has no size
        6: there is no provider with the key "p", not here and not in the database; expected one of\s
        9: there is no provider with the key "p", not here and not in the database; expected one of\s
        11: begins and ends are for a programme that newcomers cannot enter any time""";
    assertEquals(expected, fault(here, file));
  }

  @Test
  void aFacilitatorOfAnotherProviderAndAProgrammeThatLeavesItsGroupsBehindAreRefused() {
    here.bringIn(Transfers.example());
    here.providers.create("De Pion");
    here.facilitator("Samir", "De Pion");
    assertEquals(
        "39: \"Samir\" works for another provider than this group's",
        fault(here, Transfers.example()));
    String open =
        """
        {"formatVersion": 1, "programmes": [
          {"key": "acht-avonden", "name": "Acht", "kind": "sessions",
           "entry": "open", "groupMeetings": 8, "evidence": "unknown", "source": "s"}]}
        """;
    assertEquals(
        "3: the group \"amsterdam-cursus\" in the database does not fit this: begins and ends are for"
            + " a programme that newcomers cannot enter any time",
        fault(here, open));
    assertEquals(
        "80: provider is another than before; expected a new key for a new group",
        fault(
            here,
            Transfers.example()
                .replace("\"open\": true,", "")
                .replace("[\"Samir\", \"Jamila\"]", "[]")
                .replace(
                    "Stichting Voorbeeld\"}",
                    "Stichting Voorbeeld\"}, {\"key\": \"x\", \"name\": \"X\"}")
                .replace(
                    "\"key\": \"amsterdam-cursus\",\n      \"provider\": \"voorbeeld\"",
                    "\"key\": \"amsterdam-cursus\",\n      \"provider\": \"x\"")));
  }

  @Test
  void s11_aFileOpensAGroupOnlyWhenTwoOfThoseItNamesHaveAccounts() {
    here.bringIn(Transfers.example());
    here.facilitator("Samir", "Stichting Voorbeeld");
    assertEquals(2, here.bringIn(Transfers.example()).notes().size());
    String id = here.groupId("GM0344");
    assertEquals(List.of(), here.groups.openIds());
    here.facilitator("Jamila", "Stichting Voorbeeld");
    assertEquals(List.of(), here.bringIn(Transfers.example()).notes());
    assertEquals(List.of(id), here.groups.openIds());
    assertEquals(
        List.of("hand-over", "red-flag-protocol", "hand-over", "red-flag-protocol"),
        here.leadership.missing(id).stream().map(each -> each.code()).toList(),
        "what they have yet to read is owed");
    assertEquals(
        1,
        here.audit.before(Long.MAX_VALUE, 50).stream()
            .filter(each -> "group-opened".equals(each.act()))
            .count());
  }

  @Test
  void anOpenGroupStaysOpenAndKeepsWhatItFallsBackOn() {
    here.bringIn(Transfers.example());
    here.facilitator("Samir", "Stichting Voorbeeld");
    here.facilitator("Jamila", "Stichting Voorbeeld");
    here.bringIn(Transfers.example());
    String id = here.groupId("GM0344");
    here.bringIn(Transfers.example().replace("\"open\": true", "\"open\": false"));
    assertEquals(List.of(id), here.groups.openIds());
    String without = Transfers.example().replace("\"safeHomeRegion\": \"Utrecht\",", "");
    assertTrue(fault(here, without).contains("expected its backstop and safeHomeRegion"));
    ImportReport changed =
        here.bringIn(Transfers.example().replace("\": \"Utrecht\"", "\": \"Midden\""));
    assertEquals(new Tally(0, 1, 1), changed.groups(), "what is only there is a change too");
  }

  @Test
  void whoLeadsAGroupByAFileIsInTheAuditTrailAndWhoLeftLeadsNone() {
    here.bringIn(Transfers.example());
    String samir = here.facilitator("Samir", "Stichting Voorbeeld");
    here.bringIn(Transfers.example());
    here.bringIn(Transfers.example());
    var events = here.audit.before(Long.MAX_VALUE, 10);
    assertEquals(1, events.stream().filter(each -> samir.equals(each.subjectId())).count());
    here.staff.end(here.administrator(), samir);
    ImportReport report = here.bringIn(Transfers.example());
    assertEquals(Tally.NONE, report.facilitators());
    assertEquals(3, report.notes().size(), "two names, and that the group is not open");
    assertEquals(0, here.count("group_staff"));
    assertFalse(here.takeOut().contains("Samir"));
    assertTrue(here.audit.firstBroken().isEmpty());
  }
}
