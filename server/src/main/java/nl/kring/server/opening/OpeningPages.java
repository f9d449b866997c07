package nl.kring.server.opening;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import nl.kring.model.group.SupportGroup;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.group.GroupService;
import nl.kring.server.platform.http.Days;
import nl.kring.server.platform.http.Forms;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.pages.Frame;
import nl.kring.server.platform.pages.Notice;
import nl.kring.server.platform.pages.Pages;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;
import nl.kring.server.staff.StaffService;
import org.jspecify.annotations.Nullable;

/** Who leads a group, what it falls back on, opening it, and who stands in: one page. */
public final class OpeningPages {
  private static final String HERE = "/staff/groups/{groupId}/leading";
  private static final Role[] LEADING = {Role.FACILITATOR, Role.COORDINATOR};

  private final LeadershipService service;
  private final StaffService staff;
  private final GroupService groups;
  private final Pages pages;

  /** Over these services. */
  public OpeningPages(
      LeadershipService service, StaffService staff, GroupService groups, Pages pages) {
    this.service = service;
    this.staff = staff;
    this.groups = groups;
    this.pages = pages;
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.get(HERE, ctx -> show(ctx, "", null), LEADING);
    routes.post(HERE + "/backing", this::set, LEADING);
    routes.post(HERE + "/opening", this::open, LEADING);
    routes.post(HERE + "/facilitators", this::assign, Role.COORDINATOR);
    routes.post(HERE + "/facilitators/{staffId}/end", this::takeOff, Role.COORDINATOR);
    routes.post(HERE + "/facilitators/{staffId}/successor", this::replace, Role.COORDINATOR);
    routes.post(HERE + "/substitutes", this::standIn, LEADING);
    routes.post(HERE + "/substitutes/{substituteId}/withdrawal", this::withdraw, LEADING);
  }

  /** Which of somebody's groups lack something. */
  public List<Notice> notices(Caller.Staff reader) {
    if (reader.role() != Role.FACILITATOR && reader.role() != Role.COORDINATOR) {
      return List.of();
    }
    return service.ownGroups(reader).stream()
        .filter(each -> !each.open() || !each.missing().isEmpty())
        .map(
            each ->
                new Notice(
                    each.open() ? "leading.notice.lacking" : "leading.notice.prepared",
                    List.of(each.name()),
                    here(each.groupId()),
                    "leading.to-do"))
        .toList();
  }

  private static String here(String groupId) {
    return HERE.replace("{groupId}", groupId);
  }

  /**
   * Shows the page.
   *
   * @param fault key of a text, or empty
   * @param typed what could not be kept; null for what there is
   */
  private void show(Context ctx, String fault, OpeningView.@Nullable Typed typed) {
    Caller.Staff reader = Gate.staff(ctx);
    SupportGroup group = ledGroup(ctx);
    String groupId = group.id();
    Leadership leadership = service.of(reader, groupId);
    pages.render(
        ctx,
        "opening/leading",
        Map.of(
            "frame",
            Frame.of(reader, groups.groupsOf(reader), groupId),
            "view",
            new OpeningView(
                group,
                leadership,
                typed == null ? OpeningView.Typed.of(leadership) : typed,
                reader.role() == Role.COORDINATOR,
                groups.leadsLastingly(reader, groupId),
                reader.staffId(),
                service.today()),
            "fault",
            fault));
  }

  /** Looked at before the form: to whoever does not lead it, a group does not exist. */
  private SupportGroup ledGroup(Context ctx) {
    return groups.ledBy(Gate.staff(ctx), ctx.pathParam("groupId"));
  }

  private void again(Context ctx) {
    ctx.status(303).header("Location", here(ctx.pathParam("groupId")));
  }

  /** Does something and shows the page anew; what meanwhile has become impossible is said there. */
  private void act(Context ctx, Runnable act, Map<ProblemType, String> faults) {
    try {
      act.run();
      again(ctx);
    } catch (ProblemException e) {
      String fault = faults.get(e.type());
      if (fault == null) {
        throw e;
      }
      ctx.status(e.type().status());
      show(ctx, fault, null);
    }
  }

  private void set(Context ctx) {
    String groupId = ledGroup(ctx).id();
    OpeningView.Typed typed =
        new OpeningView.Typed(
            Forms.field(ctx, "name").trim(),
            Forms.field(ctx, "organisation").trim(),
            Forms.field(ctx, "phone").trim(),
            Forms.field(ctx, "region").trim());
    Backing backing;
    try {
      boolean isNobody = (typed.name() + typed.organisation() + typed.phone()).isEmpty();
      backing =
          new Backing(
              isNobody ? null : new Backstop(typed.name(), typed.organisation(), typed.phone()),
              typed.region().isEmpty() ? null : typed.region());
    } catch (IllegalArgumentException e) {
      ctx.status(400);
      show(ctx, "leading.backing.wrong", typed);
      return;
    }
    act(
        ctx,
        () -> service.set(Gate.staff(ctx), groupId, backing),
        Map.of(ProblemType.CONFLICT, "leading.backing.kept"));
  }

  private void open(Context ctx) {
    act(
        ctx,
        () -> service.open(Gate.staff(ctx), ctx.pathParam("groupId")),
        Map.of(ProblemType.OPENING_INCOMPLETE, "leading.open.not"));
  }

  private void assign(Context ctx) {
    String groupId = ledGroup(ctx).id();
    staff.assign(Gate.staff(ctx), groupId, Forms.field(ctx, "staffId"));
    again(ctx);
  }

  private void takeOff(Context ctx) {
    service.takeOff(Gate.staff(ctx), ctx.pathParam("groupId"), ctx.pathParam("staffId"));
    again(ctx);
  }

  private void replace(Context ctx) {
    String groupId = ledGroup(ctx).id();
    String successor = Forms.field(ctx, "staffId");
    act(
        ctx,
        () -> service.replace(Gate.staff(ctx), groupId, ctx.pathParam("staffId"), successor),
        Map.of(ProblemType.CONFLICT, "leading.gone"));
  }

  private void standIn(Context ctx) {
    String groupId = ledGroup(ctx).id();
    String staffId = Forms.field(ctx, "staffId");
    String day = Forms.field(ctx, "day");
    act(
        ctx,
        () -> service.standIn(Gate.staff(ctx), groupId, staffId, Days.day(day)),
        Map.of(
            ProblemType.INVALID_REQUEST,
            "leading.substitutes.wrong",
            ProblemType.CONFLICT,
            "leading.gone"));
  }

  private void withdraw(Context ctx) {
    service.withdraw(Gate.staff(ctx), ctx.pathParam("groupId"), ctx.pathParam("substituteId"));
    again(ctx);
  }
}
