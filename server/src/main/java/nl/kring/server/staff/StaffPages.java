package nl.kring.server.staff;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.util.List;
import java.util.Map;
import nl.kring.model.group.SupportGroup;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.group.GroupService;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.pages.Frame;
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

  /** Over these services. */
  public StaffPages(StaffService service, GroupService groups, Pages pages) {
    this.service = service;
    this.groups = groups;
    this.pages = pages;
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
      showSignIn(ctx, "", false);
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
            "title", words.text(isAdministrator ? "staff.groups.all" : "staff.groups"),
            "none", words.text(isViewer ? "staff.groups.not-yours" : "staff.groups.none")));
  }

  private void showSignIn(Context ctx, String name, boolean isFailed) {
    pages.render(ctx, "staff/sign-in", Map.of("name", name, "isFailed", isFailed));
  }

  private void signIn(Context ctx) {
    Gate.refuseForeignOrigin(ctx);
    String name = ctx.formParam("name");
    String password = ctx.formParam("password");
    if (name == null || password == null) {
      throw new ProblemException(ProblemType.INVALID_REQUEST, "name and password are needed");
    }
    try {
      ctx.cookie(cookie(service.signIn(name, password).token(), -1));
      ctx.status(303).header("Location", HOME);
    } catch (ProblemException e) {
      if (e.type() != ProblemType.SIGN_IN_FAILED) {
        throw e;
      }
      ctx.status(401);
      showSignIn(ctx, name, true);
    }
  }

  private void signOut(Context ctx) {
    String token = ctx.cookie(Gate.STAFF_COOKIE);
    if (token != null) {
      service.signOut(token);
    }
    ctx.cookie(cookie("", 0));
    ctx.status(303).header("Location", HOME);
  }

  /** Gone with the browser's window when {@code maxAgeSeconds} is -1, at once when it is 0. */
  private static Cookie cookie(String value, int maxAgeSeconds) {
    return new Cookie(
        Gate.STAFF_COOKIE, value, "/", maxAgeSeconds, true, true, null, SameSite.STRICT);
  }
}
