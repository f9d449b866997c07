package nl.kring.server.staff;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import nl.kring.model.group.SupportGroup;
import nl.kring.model.municipality.Municipality;
import nl.kring.model.problem.ProblemType;
import nl.kring.model.time.IsoWeek;
import nl.kring.server.group.GroupService;
import nl.kring.server.municipality.MunicipalityService;
import nl.kring.server.platform.http.Forms;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.pages.Frame;
import nl.kring.server.platform.pages.Pages;
import nl.kring.server.platform.pages.Words;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;
import nl.kring.server.provider.ProviderService;

/** Those whom a coordinator or an administrator invites, lets lead groups, and says goodbye to. */
public final class PeoplePages {
  private static final String HERE = "/staff/people";

  private final StaffService service;
  private final InvitationService invitations;
  private final GroupService groups;
  private final ProviderService providers;
  private final MunicipalityService municipalities;
  private final Pages pages;

  /** Over these services. */
  public PeoplePages(
      StaffService service,
      InvitationService invitations,
      GroupService groups,
      ProviderService providers,
      MunicipalityService municipalities,
      Pages pages) {
    this.service = service;
    this.invitations = invitations;
    this.groups = groups;
    this.providers = providers;
    this.municipalities = municipalities;
    this.pages = pages;
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.get(HERE, ctx -> show(ctx, ""), Role.ADMINISTRATOR, Role.COORDINATOR);
    routes.post("/staff/people/invitations", this::invite, Role.ADMINISTRATOR, Role.COORDINATOR);
    routes.post(
        "/staff/people/invitations/{invitationId}/withdrawal",
        this::withdraw,
        Role.ADMINISTRATOR,
        Role.COORDINATOR);
    routes.post("/staff/people/facilitators", this::assign, Role.COORDINATOR);
    routes.post("/staff/people/{staffId}/end", this::end, Role.ADMINISTRATOR, Role.COORDINATOR);
  }

  /**
   * What the page shows.
   *
   * @param invited those who did not accept yet
   * @param roles in which one may invite, as they are named on the wire
   * @param providers empty for a coordinator, who has one
   * @param groups empty for an administrator, who lets nobody lead
   */
  public record View(
      List<Person> people,
      List<Invited> invited,
      List<String> roles,
      List<ProviderService.Provider> providers,
      List<Municipality> municipalities,
      List<SupportGroup> groups) {

    /** Those who can lead a group. */
    public List<Person> facilitators() {
      return people.stream().filter(each -> each.role().equals("facilitator")).toList();
    }
  }

  /**
   * Somebody of the staff.
   *
   * @param isOneself whether it is whoever looks
   */
  public record Person(String staffId, String name, String role, boolean isOneself) {}

  /**
   * Somebody who is invited.
   *
   * @param until the day and time until which the link works
   */
  public record Invited(String invitationId, String name, String role, String until) {}

  private void show(Context ctx, String fault) {
    Caller.Staff staff = Gate.staff(ctx);
    boolean isAdministrator = staff.role() == Role.ADMINISTRATOR;
    List<SupportGroup> own = groups.groupsOf(staff);
    pages.render(
        ctx,
        "staff/people",
        Map.of(
            "frame",
            Frame.of(staff, own, null),
            "view",
            new View(
                service.staffOf(staff).stream()
                    .map(
                        each ->
                            new Person(
                                each.staffId(),
                                each.name(),
                                each.role().wireName(),
                                each.staffId().equals(staff.staffId())))
                    .toList(),
                invited(staff, pages.words(ctx)),
                isAdministrator
                    ? List.of("facilitator", "coordinator", "municipality-viewer", "administrator")
                    : List.of("facilitator", "coordinator"),
                isAdministrator ? providers.all() : List.of(),
                isAdministrator ? municipalities.all() : List.of(),
                isAdministrator ? List.of() : own),
            "fault",
            fault));
  }

  private List<Invited> invited(Caller.Staff staff, Words words) {
    return invitations.openFor(staff).stream()
        .map(
            each -> {
              LocalDateTime until = LocalDateTime.ofInstant(each.expiresAt(), IsoWeek.ZONE);
              return new Invited(
                  each.invitationId(),
                  each.name(),
                  each.role().wireName(),
                  words.shortDay(until.toLocalDate()) + ", " + words.time(until.toLocalTime()));
            })
        .toList();
  }

  private void withdraw(Context ctx) {
    invitations.withdraw(Gate.staff(ctx), ctx.pathParam("invitationId"));
    ctx.status(303).header("Location", HERE);
  }

  private void invite(Context ctx) {
    Caller.Staff staff = Gate.staff(ctx);
    Role role =
        Role.ofStaff(Forms.field(ctx, "role"))
            .orElseThrow(() -> new ProblemException(ProblemType.INVALID_REQUEST));
    boolean isOfProvider = role == Role.FACILITATOR || role == Role.COORDINATOR;
    NewInvitation wanted =
        new NewInvitation(
            Forms.field(ctx, "name"),
            role,
            isOfProvider ? Forms.chosen(ctx, "providerId") : null,
            role == Role.MUNICIPALITY_VIEWER ? Forms.chosen(ctx, "municipality") : null,
            role == Role.FACILITATOR ? Forms.all(ctx, "groupId") : List.of());
    Invitation invitation;
    try {
      invitation = invitations.invite(staff, wanted);
    } catch (ProblemException e) {
      ctx.status(e.type().status());
      show(ctx, fault(e));
      return;
    }
    pages.render(
        ctx,
        "staff/invited",
        Map.of(
            "frame", Frame.of(staff, groups.groupsOf(staff), null),
            "name", wanted.name().trim(),
            "url", invitation.url()));
  }

  private static String fault(ProblemException e) {
    return switch (e.type()) {
      case CONFLICT -> "people.invite.taken";
      case INVALID_REQUEST -> "people.invite.incomplete";
      default -> throw e;
    };
  }

  private void assign(Context ctx) {
    service.assign(Gate.staff(ctx), Forms.field(ctx, "groupId"), Forms.field(ctx, "staffId"));
    ctx.status(303).header("Location", HERE);
  }

  private void end(Context ctx) {
    try {
      service.end(Gate.staff(ctx), ctx.pathParam("staffId"));
      ctx.status(303).header("Location", HERE);
    } catch (ProblemException e) {
      if (e.type() != ProblemType.CONFLICT) {
        throw e;
      }
      ctx.status(409);
      show(ctx, "people.end.last");
    }
  }
}
