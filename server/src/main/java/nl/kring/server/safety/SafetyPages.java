package nl.kring.server.safety;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.kring.server.group.GroupService;
import nl.kring.server.platform.pages.Frame;
import nl.kring.server.platform.pages.Notice;
import nl.kring.server.platform.pages.Pages;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;

/** The safety texts for those who lead, and the red-flag aid, which keeps and sends nothing. */
public final class SafetyPages {
  private static final String PROTOCOL = "/staff/protocol";
  private static final String HAND_OVER = "/staff/hand-over";
  private static final Role[] LEADING = {Role.FACILITATOR, Role.COORDINATOR};

  private final AcknowledgementService service;
  private final GroupService groups;
  private final Pages pages;
  private final RedFlags redFlags = RedFlags.ofResource();

  /** Over these services. */
  public SafetyPages(AcknowledgementService service, GroupService groups, Pages pages) {
    this.service = service;
    this.groups = groups;
    this.pages = pages;
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.get("/staff/red-flags", this::showRedFlags, LEADING);
    routes.get(PROTOCOL, ctx -> show(ctx, SafetyText.RED_FLAG_PROTOCOL), LEADING);
    routes.post(PROTOCOL, ctx -> acknowledge(ctx, SafetyText.RED_FLAG_PROTOCOL, PROTOCOL), LEADING);
    routes.get(HAND_OVER, ctx -> show(ctx, SafetyText.HAND_OVER), LEADING);
    routes.post(HAND_OVER, ctx -> acknowledge(ctx, SafetyText.HAND_OVER, HAND_OVER), LEADING);
  }

  /** What a facilitator should read again, or for the first time. */
  public List<Notice> notices(Caller.Staff staff) {
    List<Notice> notices = new ArrayList<>();
    if (staff.role() != Role.FACILITATOR) {
      return notices;
    }
    for (var each : service.of(staff)) {
      if (!each.isDue()) {
        continue;
      }
      boolean isProtocol = each.text() == SafetyText.RED_FLAG_PROTOCOL;
      String protocol = each.day() == null ? "protocol.notice.never" : "protocol.notice.again";
      notices.add(
          new Notice(
              isProtocol ? protocol : "hand-over.notice",
              List.of(),
              isProtocol ? PROTOCOL : HAND_OVER,
              "protocol.notice.read"));
    }
    return notices;
  }

  /** Not in the staff's frame, which has a form: this page has none, not even to sign out. */
  private void showRedFlags(Context ctx) {
    pages.render(ctx, "safety/red-flags", Map.of("redFlags", redFlags));
  }

  private void show(Context ctx, SafetyText text) {
    Caller.Staff staff = Gate.staff(ctx);
    pages.render(
        ctx,
        text == SafetyText.RED_FLAG_PROTOCOL ? "safety/protocol" : "safety/hand-over",
        Map.of(
            "frame",
            Frame.of(staff, groups.groupsOf(staff), null),
            "acknowledgement",
            service.of(staff, text)));
  }

  private void acknowledge(Context ctx, SafetyText text, String here) {
    service.acknowledge(Gate.staff(ctx), text);
    ctx.status(303).header("Location", here);
  }
}
