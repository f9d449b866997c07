package nl.kring.server.meeting;

import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
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

/** What the pages of a planning share: whose it is, and a change of which the version was seen. */
final class ConflictPages {
  private static final int NOW_SHOWN = 6;

  private final MeetingService service;
  private final GroupService groups;
  private final Pages pages;

  ConflictPages(MeetingService service, GroupService groups, Pages pages) {
    this.service = service;
    this.groups = groups;
    this.pages = pages;
  }

  /** One change of a planning of which this version was seen. */
  interface Work {
    Planning on(String version);
  }

  /**
   * Does it and leads back to the year; when somebody else was first, shows what is planned now and
   * asks what to do.
   *
   * @param yours what was wanted, in words
   */
  void make(Context ctx, SupportGroup group, String yours, Work work) {
    try {
      work.on(version(ctx));
      ctx.status(303).header("Location", "/staff/groups/" + group.id() + "/planning");
    } catch (ProblemException e) {
      if (e.type() != ProblemType.CHANGED_MEANWHILE) {
        throw e;
      }
      ctx.status(412);
      List<Forms.Field> fields =
          Forms.everything(ctx).stream().filter(each -> !each.name().equals("version")).toList();
      render(
          ctx,
          group,
          "meeting/conflict",
          Map.of(
              "action", ctx.path(),
              "fields", fields,
              "version", service.planning(group.id()).etag(),
              "yours", yours,
              "meetings", service.upcoming(group.id(), NOW_SHOWN)));
    }
  }

  static String version(Context ctx) {
    return Forms.field(ctx, "version");
  }

  SupportGroup group(Context ctx) {
    return groups.ledBy(Gate.staff(ctx), ctx.pathParam("groupId"));
  }

  void render(Context ctx, SupportGroup group, String template, Map<String, Object> params) {
    Caller.Staff staff = Gate.staff(ctx);
    Map<String, Object> all = new HashMap<>(params);
    all.put("frame", Frame.of(staff, groups.groupsOf(staff), group.id()));
    all.put("group", group);
    pages.render(ctx, template, all);
  }
}
