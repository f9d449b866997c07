package nl.kring.server.staff;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import nl.kring.server.group.GroupService;
import nl.kring.server.platform.http.Forms;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.pages.Frame;
import nl.kring.server.platform.pages.Pages;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;

/** One's own account: another password, and signing out everywhere. */
public final class AccountPages {
  private static final Role[] ALL_STAFF = {
    Role.ADMINISTRATOR, Role.COORDINATOR, Role.FACILITATOR, Role.MUNICIPALITY_VIEWER
  };

  private final StaffService service;
  private final GroupService groups;
  private final Pages pages;

  /** Over these services. */
  public AccountPages(StaffService service, GroupService groups, Pages pages) {
    this.service = service;
    this.groups = groups;
    this.pages = pages;
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.get("/staff/account", ctx -> show(ctx, "", ""), ALL_STAFF);
    routes.post("/staff/account/password", this::changePassword, ALL_STAFF);
    routes.post("/staff/account/sign-out-everywhere", this::signOutEverywhere, ALL_STAFF);
  }

  private void show(Context ctx, String done, String fault) {
    Caller.Staff staff = Gate.staff(ctx);
    pages.render(
        ctx,
        "staff/account",
        Map.of(
            "frame", Frame.of(staff, groups.groupsOf(staff), null),
            "done", done,
            "fault", fault));
  }

  private void changePassword(Context ctx) {
    String fresh = Forms.field(ctx, "newPassword");
    if (!fresh.equals(Forms.optional(ctx, "newPasswordAgain"))) {
      ctx.status(400);
      show(ctx, "", "staff.password.differs");
      return;
    }
    try {
      service.changePassword(
          Gate.staff(ctx),
          Gate.staffToken(ctx),
          Forms.field(ctx, "currentPassword"),
          Forms.optional(ctx, "totpCode"),
          fresh);
      show(ctx, "staff.password.done", "");
    } catch (ProblemException e) {
      ctx.status(e.type().status());
      e.retryAfterSeconds().ifPresent(seconds -> ctx.header("Retry-After", "" + seconds));
      show(ctx, "", CredentialFault.key(e, true));
    }
  }

  private void signOutEverywhere(Context ctx) {
    service.signOutEverywhere(Gate.staff(ctx));
    Gate.clearStaffCookie(ctx);
    ctx.status(303).header("Location", "/staff");
  }
}
