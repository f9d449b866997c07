package nl.kring.server.membership;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import nl.kring.model.group.SupportGroup;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.group.GroupService;
import nl.kring.server.platform.http.Forms;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.pages.Frame;
import nl.kring.server.platform.pages.Pages;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;
import org.jspecify.annotations.Nullable;

/** Renewing a group: a page that explains what it does and asks to type how many it concerns. */
public final class RenewalPages {
  private final MembershipService service;
  private final GroupService groups;
  private final Pages pages;

  /** Over these services. */
  public RenewalPages(MembershipService service, GroupService groups, Pages pages) {
    this.service = service;
    this.groups = groups;
    this.pages = pages;
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.get("/staff/groups/{groupId}/renewal", ctx -> show(ctx, false), Role.FACILITATOR);
    routes.post("/staff/groups/{groupId}/renewal", this::renew, Role.FACILITATOR);
  }

  private void show(Context ctx, boolean isOther) {
    Caller.Staff staff = Gate.staff(ctx);
    SupportGroup group = groups.lastinglyLedBy(staff, ctx.pathParam("groupId"));
    pages.render(
        ctx,
        "membership/renewal",
        Map.of(
            "frame",
            Frame.of(staff, groups.groupsOf(staff), group.id()),
            "group",
            group,
            "members",
            service.count(group.id()),
            "isOther",
            isOther));
  }

  private void renew(Context ctx) {
    Caller.Staff staff = Gate.staff(ctx);
    SupportGroup group = groups.lastinglyLedBy(staff, ctx.pathParam("groupId"));
    try {
      service.renew(group.id(), typed(Forms.optional(ctx, "members")), staff.staffId());
      ctx.status(303).header("Location", "/staff/groups/" + group.id());
    } catch (ProblemException e) {
      if (e.type() != ProblemType.CONFLICT) {
        throw e;
      }
      ctx.status(409);
      show(ctx, true);
    }
  }

  /** The number that was typed; one that no group has when it is no number. */
  private static int typed(@Nullable String members) {
    try {
      return members == null ? -1 : Integer.parseInt(members.trim());
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
