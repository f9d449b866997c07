package nl.kring.server.staff;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import nl.kring.model.group.SupportGroup;
import nl.kring.server.group.GroupService;
import nl.kring.server.platform.http.Forms;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.pages.Frame;
import nl.kring.server.platform.pages.Notice;
import nl.kring.server.platform.pages.Pages;
import nl.kring.server.platform.pages.Words;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;

/** Signing in and out in a browser, and the list of one's groups. */
public final class StaffPages {
  private static final String HOME = "/staff";
  private static final Role[] EVERYBODY = {
    Role.ANYONE, Role.ADMINISTRATOR, Role.COORDINATOR, Role.FACILITATOR, Role.MUNICIPALITY_VIEWER
  };

  private final StaffService service;
  private final GroupService groups;
  private final Pages pages;
  private final List<Function<Caller.Staff, List<Notice>>> notices;

  /**
   * Over these services.
   *
   * @param notices what other features tell somebody first
   */
  public StaffPages(
      StaffService service,
      GroupService groups,
      Pages pages,
      List<Function<Caller.Staff, List<Notice>>> notices) {
    this.service = service;
    this.groups = groups;
    this.pages = pages;
    this.notices = notices;
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.get(HOME, this::home, EVERYBODY);
    routes.post("/staff/sign-in", this::signIn, Role.ANYONE);
    routes.post("/staff/sign-out", this::signOut, EVERYBODY);
  }

  private void home(Context ctx) {
    if (Gate.callerOrNobody(ctx) instanceof Caller.Staff staff) {
      showGroups(ctx, staff);
    } else {
      showSignIn(ctx, "", "");
    }
  }

  private void showGroups(Context ctx, Caller.Staff staff) {
    List<SupportGroup> own = groups.groupsOf(staff);
    Words words = pages.words(ctx);
    boolean isAdministrator = staff.role() == Role.ADMINISTRATOR;
    boolean isViewer = staff.role() == Role.MUNICIPALITY_VIEWER;
    pages.render(
        ctx,
        "staff/groups",
        Map.of(
            "frame", Frame.of(staff, own, null),
            "groups", own,
            "prepared", groups.beingPrepared(staff),
            "notices", notices.stream().flatMap(each -> each.apply(staff).stream()).toList(),
            "acts", acts(staff),
            "title", words.text(isAdministrator ? "staff.groups.all" : "staff.groups"),
            "none", words.text(isViewer ? "staff.groups.not-yours" : "staff.groups.none")));
  }

  /** A page that is not about a group, and the key of its name. */
  public record Link(String text, String url) {}

  private static List<Link> acts(Caller.Staff staff) {
    List<Link> links = new ArrayList<>();
    if (staff.role() == Role.FACILITATOR || staff.role() == Role.COORDINATOR) {
      links.add(new Link("agenda", "/staff/agenda"));
    }
    if (staff.role() == Role.ADMINISTRATOR || staff.role() == Role.COORDINATOR) {
      links.add(new Link("people", "/staff/people"));
    }
    if (staff.role() == Role.COORDINATOR || staff.role() == Role.FACILITATOR) {
      links.add(new Link("competence", "/staff/competence"));
      links.add(new Link("incidents", "/staff/incidents"));
    }
    if (staff.role() == Role.ADMINISTRATOR) {
      links.add(new Link("audit", "/staff/audit"));
    }
    if (staff.role() == Role.FACILITATOR) {
      links.add(new Link("calendar", "/staff/calendar"));
    }
    if (staff.role() == Role.FACILITATOR || staff.role() == Role.COORDINATOR) {
      links.add(new Link("red-flags", "/staff/red-flags"));
      links.add(new Link("protocol", "/staff/protocol"));
      links.add(new Link("hand-over", "/staff/hand-over"));
    }
    links.add(new Link("account", "/staff/account"));
    return links;
  }

  /** {@code fault} is a key of a text, or empty. */
  private void showSignIn(Context ctx, String name, String fault) {
    pages.render(ctx, "staff/sign-in", Map.of("name", name, "fault", fault));
  }

  private void signIn(Context ctx) {
    Gate.refuseForeignOrigin(ctx);
    String name = Forms.field(ctx, "name");
    String code = Forms.optional(ctx, "totpCode");
    try {
      Gate.setStaffCookie(ctx, service.signIn(name, Forms.field(ctx, "password"), code).token());
      ctx.status(303).header("Location", HOME);
    } catch (ProblemException e) {
      ctx.status(e.type().status());
      e.retryAfterSeconds().ifPresent(seconds -> ctx.header("Retry-After", "" + seconds));
      showSignIn(ctx, name, CredentialFault.key(e, false));
    }
  }

  private void signOut(Context ctx) {
    String token = ctx.cookie(Gate.STAFF_COOKIE);
    if (token != null) {
      service.signOut(token);
    }
    Gate.clearStaffCookie(ctx);
    ctx.status(303).header("Location", HOME);
  }
}
