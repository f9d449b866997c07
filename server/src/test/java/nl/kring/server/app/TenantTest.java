package nl.kring.server.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.kring.server.competence.Learner;
import nl.kring.server.competence.NewAgreement;
import nl.kring.server.competence.NewCourse;
import nl.kring.server.competence.NewOrganisation;
import nl.kring.server.competence.OrganisationKind;
import nl.kring.server.competence.Subject;
import nl.kring.server.incident.IncidentAct;
import nl.kring.server.incident.IncidentKind;
import nl.kring.server.incident.NewIncident;
import nl.kring.server.meeting.MeetingPause;
import nl.kring.server.platform.db.TestDatabases;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Role;
import nl.kring.server.staff.NewInvitation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every route that asks who one is, asked by every role, about a group and people of one's own,
 * about another group of the same provider, and about those of another provider. Generated from the
 * route table, so that a new route cannot forget to look.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantTest {
  private static final LocalDate WEDNESDAY = LocalDate.of(2026, 11, 25);
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

  /**
   * Somebody who asks.
   *
   * @param isOwn whether the group asked about is hers, or of her provider
   */
  private record Asker(Role role, boolean isOwn, String token) {}

  private final Map<String, Asker> askers = new LinkedHashMap<>();
  private final Map<String, String> values = new HashMap<>();
  private TestServer server;

  @BeforeAll
  void aProviderWithTwoGroupsAndAnotherProvider(@TempDir Path folder) throws Exception {
    server = new TestServer(TestDatabases.SQLITE, folder);
    String otherProvider = server.app.providers().create("Stichting Anders");
    String sibling = server.openGroup(server.providerId, "Maandaggroep");
    String foreign = server.openGroup(otherProvider, "Vrijdaggroep");
    String fatima = facilitator("Fatima", server.providerId, sibling);
    facilitator("Hugo", otherProvider, foreign);
    server.app.staff().create("Karin", Role.COORDINATOR, otherProvider, null, server.password);
    server.app.staff().create("Mieke", Role.MUNICIPALITY_VIEWER, null, "GM0344", server.password);
    askers.put("nobody", new Asker(Role.ANYONE, false, null));
    String code = server.app.memberships().newJoinCode(sibling, server.staffId).joinCode().words();
    askers.put(
        "a member of another group",
        new Asker(Role.MEMBER, false, server.join(code).accessToken()));
    askers.put("her facilitator", asker(Role.FACILITATOR, true, "Samir"));
    askers.put("a sibling's facilitator", asker(Role.FACILITATOR, false, "Fatima"));
    askers.put("a foreign facilitator", asker(Role.FACILITATOR, false, "Hugo"));
    askers.put("her coordinator", new Asker(Role.COORDINATOR, true, server.coordinatorToken()));
    askers.put("a foreign coordinator", asker(Role.COORDINATOR, false, "Karin"));
    askers.put(
        "the administrator", new Asker(Role.ADMINISTRATOR, true, server.administratorToken()));
    askers.put("a viewer", asker(Role.MUNICIPALITY_VIEWER, false, "Mieke"));

    String seriesId = server.planWeekly();
    String pauseId =
        server
            .app
            .meetings()
            .addPause(
                server.groupId,
                server.app.meetings().planning(server.groupId).etag(),
                new MeetingPause(
                    MeetingPause.Kind.NO_MEETINGS, WEDNESDAY, WEDNESDAY.plusDays(1), null))
            .pauses()
            .get(0)
            .pauseId();
    // So that its owner finds one.
    server.json(
        "POST", "/api/v1/calendar-addresses", askers.get("her facilitator").token(), null, 201);
    values.put("groupId", server.groupId);
    values.put("seriesId", seriesId);
    values.put("day", WEDNESDAY.plusWeeks(1).toString());
    values.put("pauseId", pauseId);
    values.put("staffId", server.staffId);
    values.put("text", "hand-over");
    Caller.Staff coordinator =
        server.app.staff().authenticate(askers.get("her coordinator").token()).orElseThrow();
    server
        .app
        .invitations()
        .invite(
            coordinator,
            new NewInvitation("Gerda", Role.FACILITATOR, server.providerId, null, List.of()));
    values.put(
        "substituteId",
        server
            .app
            .leadership()
            .standIn(coordinator, server.groupId, fatima, WEDNESDAY.plusWeeks(4)));
    competence(coordinator);
    values.put("invitationId", server.app.invitations().openFor(coordinator).get(0).invitationId());
  }

  /**
   * One of each that a provider has; an incident is of a third one: who has its id may withdraw.
   */
  private void competence(Caller.Staff coordinator) {
    String organisationId =
        server
            .app
            .agreements()
            .add(coordinator, new NewOrganisation("Wijkteam", OrganisationKind.LOCAL_TEAM));
    String courseId =
        server
            .app
            .courses()
            .add(
                coordinator,
                new NewCourse(
                    "Signalen", List.of(Learner.FACILITATOR), List.of(), 12, organisationId));
    LocalDate day = WEDNESDAY.minusWeeks(1);
    values.put("organisationId", organisationId);
    values.put("courseId", courseId);
    values.put("role", "facilitator");
    values.put("recordId", server.app.courses().record(coordinator, server.staffId, courseId, day));
    values.put(
        "agreementId",
        server
            .app
            .agreements()
            .agree(
                coordinator,
                new NewAgreement(
                    organisationId, List.of(Subject.REFERS_TO_US), day, day.plusYears(1))));
    String third = server.app.providers().create("Stichting Derde");
    values.put(
        "incidentId",
        server
            .app
            .incidents()
            .record(
                new Caller.Staff("x", "Derk", Role.FACILITATOR, third, null),
                new NewIncident(
                    IncidentKind.TENSION, YearMonth.from(day), List.of(IncidentAct.PAUSED))));
  }

  private String facilitator(String name, String provider, String group) {
    String id = server.app.staff().create(name, Role.FACILITATOR, provider, null, server.password);
    server.app.groups().assign(group, id);
    return id;
  }

  private Asker asker(Role role, boolean isOwn, String name) throws Exception {
    return new Asker(role, isOwn, server.token(name));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  Stream<Route> routes() {
    return server.app.routes().stream()
        .filter(
            route -> route.roles().stream().noneMatch(Set.of(Role.ANYONE, Role.NOBODY)::contains))
        .filter(route -> route.roles().stream().anyMatch(Role::isStaff));
  }

  @ParameterizedTest
  @MethodSource("routes")
  void whoMayNotAndWhoIsOfAnotherGroupOrProviderGetsNothing(Route route) throws Exception {
    String path = filled(route.path());
    boolean isOfSomebody = !path.equals(route.path()) && !path.contains("/me/");
    for (Map.Entry<String, Asker> each : askers.entrySet()) {
      Asker asker = each.getValue();
      String line = route.method() + " " + route.path() + " by " + each.getKey() + ": ";
      boolean isAllowed = route.roles().contains(asker.role());
      if (isAllowed && asker.isOwn()) {
        if (route.method().equals("GET")) {
          int status = ask(route, path, asker).statusCode();
          assertTrue(status < 400, line + status);
        }
      } else if (!isAllowed || isOfSomebody) {
        HttpResponse<byte[]> answer = ask(route, path, asker);
        int status = answer.statusCode();
        boolean isRefused =
            asker.role() == Role.ANYONE
                // A page leads to the form to sign in.
                ? status == 401 || (status == 303 && path.startsWith("/staff/"))
                : isAllowed ? status == 404 : status == 403;
        assertTrue(isRefused, line + status);
        assertTrue(
            !new String(answer.body(), StandardCharsets.UTF_8).contains("Woensdaggroep"), line);
      }
    }
  }

  private String filled(String path) {
    Matcher parameter = PARAMETER.matcher(path);
    StringBuilder filled = new StringBuilder();
    while (parameter.find()) {
      String value = values.get(parameter.group(1));
      if (value == null) {
        throw new AssertionError("give {" + parameter.group(1) + "} a value of a group's own");
      }
      parameter.appendReplacement(filled, value);
    }
    return parameter.appendTail(filled).toString();
  }

  private HttpResponse<byte[]> ask(Route route, String path, Asker asker) throws Exception {
    boolean isPage = path.startsWith("/staff");
    Map<String, String> headers = new HashMap<>();
    headers.put("Accept", isPage ? "text/html" : "application/json");
    headers.put("Content-Type", isPage ? "application/x-www-form-urlencoded" : "application/json");
    if (asker.token() != null) {
      headers.put("Authorization", "Bearer " + asker.token());
    }
    byte[] body =
        List.of("POST", "PUT").contains(route.method())
            ? (isPage ? "version=1" : "{}").getBytes(StandardCharsets.UTF_8)
            : new byte[0];
    return server.send(route.method(), path, headers, body);
  }
}
