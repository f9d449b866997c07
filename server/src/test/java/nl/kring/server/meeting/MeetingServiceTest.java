package nl.kring.server.meeting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import nl.kring.model.meeting.Meeting;
import nl.kring.server.group.GroupService;
import nl.kring.server.group.TestGroups;
import nl.kring.server.municipality.MunicipalityService;
import nl.kring.server.platform.MovableClock;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.db.TestDatabases;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.provider.ProviderService;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class MeetingServiceTest {
  private static final LocalDate WEDNESDAY = LocalDate.of(2026, 11, 25);
  private static final LocalTime EIGHT = LocalTime.of(20, 0);

  @AutoClose private final Database people;
  private final MovableClock clock = new MovableClock("2026-11-24T12:00:00Z");
  private final MeetingService service;
  private final String groupId;
  private final String otherGroupId;

  MeetingServiceTest(TestDatabases databases) {
    people = databases.open("people");
    ProviderService providers = new ProviderService(people);
    GroupService groups =
        new GroupService(people, new MunicipalityService(), providers, Clock.systemUTC());
    service = new MeetingService(people, groups, clock);
    String provider = providers.create("Stichting Kring");
    groupId = TestGroups.open(people, groups, TestGroups.men(provider, "Woensdaggroep"));
    otherGroupId = TestGroups.open(people, groups, TestGroups.men(provider, "Dinsdaggroep", true));
  }

  private static NewMeetingSeries weekly(LocalDate first, LocalDate last) {
    return new NewMeetingSeries(Recurrence.WEEKLY, first, last, EIGHT, 120, null);
  }

  @Test
  void aWeeklySeriesGoesOnWeekAfterWeek() {
    service.create(groupId, weekly(WEDNESDAY, null));
    assertEquals(
        List.of(WEDNESDAY, WEDNESDAY.plusWeeks(1), WEDNESDAY.plusWeeks(2)),
        service.upcoming(groupId, 3).stream().map(each -> each.start().toLocalDate()).toList());
    clock.moveTo("2029-11-24T12:00:00Z");
    assertEquals(
        LocalDate.of(2029, 11, 28), service.upcoming(groupId, 1).get(0).start().toLocalDate());
  }

  @Test
  void aWeeklySeriesEndsOnItsLastDay() {
    service.create(groupId, weekly(WEDNESDAY, WEDNESDAY.plusWeeks(1)));
    assertEquals(2, service.upcoming(groupId, 10).size());
    clock.moveTo("2026-12-03T12:00:00Z");
    assertEquals(List.of(), service.upcoming(groupId, 10));
  }

  @Test
  void eightInTheEveningStaysEightInTheEveningWhenTheClockChanges() {
    clock.moveTo("2026-10-20T12:00:00Z");
    service.create(groupId, weekly(LocalDate.of(2026, 10, 21), null));
    for (Meeting each : service.upcoming(groupId, 40)) {
      assertEquals(EIGHT, each.start().toLocalTime());
      assertEquals(LocalTime.of(22, 0), each.end().toLocalTime());
    }
  }

  @Test
  void aMeetingStaysUntilItIsOver() {
    service.create(
        groupId, new NewMeetingSeries(Recurrence.ONCE, WEDNESDAY, null, EIGHT, 120, null));
    clock.moveTo("2026-11-25T20:59:59Z");
    assertEquals(1, service.upcoming(groupId, 10).size());
    clock.moveTo("2026-11-25T21:00:00Z");
    assertEquals(0, service.upcoming(groupId, 10).size());
  }

  @Test
  void aMeetingThatRunsPastMidnightIsNotForgottenAtMidnight() {
    service.create(
        groupId,
        new NewMeetingSeries(Recurrence.WEEKLY, WEDNESDAY, null, LocalTime.of(22, 0), 180, null));
    clock.moveTo("2026-11-25T23:30:00Z");
    assertEquals(
        LocalDateTime.of(2026, 11, 25, 22, 0), service.upcoming(groupId, 1).get(0).start());
  }

  @Test
  void severalSeriesMakeOneListSoonestFirst() {
    service.create(groupId, weekly(WEDNESDAY, null));
    String extra =
        service.create(
            groupId,
            new NewMeetingSeries(
                Recurrence.ONCE, WEDNESDAY.plusDays(2), null, EIGHT, 60, "Pleinweg 4"));
    List<Meeting> meetings = service.upcoming(groupId, 3);
    assertEquals(extra, meetings.get(1).seriesId());
    assertEquals("Pleinweg 4", meetings.get(1).address());
    assertEquals("Boogstraat 1", meetings.get(2).address());
  }

  @Test
  void strangersSeeAnAddressOnlyIfTheGroupSaysSo() {
    service.create(groupId, weekly(WEDNESDAY, null));
    service.create(otherGroupId, weekly(WEDNESDAY, null));
    assertNull(service.upcomingPublic(groupId, 1).get(0).address());
    assertEquals("Boogstraat 1", service.upcoming(groupId, 1).get(0).address());
    assertEquals("Boogstraat 1", service.upcomingPublic(otherGroupId, 1).get(0).address());
  }

  @Test
  void onlyTheGroupItselfCanDeleteASeries() {
    String id = service.create(groupId, weekly(WEDNESDAY, null));
    assertFalse(service.delete(otherGroupId, id));
    assertTrue(service.delete(groupId, id));
    assertFalse(service.delete(groupId, id));
    assertEquals(List.of(), service.upcoming(groupId, 1));
  }

  @Test
  void anUnknownGroupHasNoMeetings() {
    assertEquals(List.of(), service.upcoming("elsewhere", 1));
    assertEquals(List.of(), service.upcomingPublic("elsewhere", 1));
    assertThrows(
        ProblemException.class, () -> service.create("elsewhere", weekly(WEDNESDAY, null)));
  }
}
