package nl.kring.server.incident;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.group.GroupService;
import nl.kring.server.platform.WireNames;
import nl.kring.server.platform.http.Forms;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.pages.Frame;
import nl.kring.server.platform.pages.Pages;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;

/** A facilitator records that something happened; a coordinator reads how often that was. */
public final class IncidentPages {
  private static final String HERE = "/staff/incidents";

  private final IncidentService service;
  private final GroupService groups;
  private final Pages pages;

  /** Over these services. */
  public IncidentPages(IncidentService service, GroupService groups, Pages pages) {
    this.service = service;
    this.groups = groups;
    this.pages = pages;
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.get(HERE, ctx -> show(ctx, ""), Role.FACILITATOR, Role.COORDINATOR);
    routes.post(HERE, this::record, Role.FACILITATOR);
    routes.post(HERE + "/{incidentId}/withdrawal", this::withdraw, Role.FACILITATOR);
  }

  private Frame frame(Caller.Staff staff) {
    return Frame.of(staff, groups.groupsOf(staff), null);
  }

  private void show(Context ctx, String fault) {
    Caller.Staff staff = Gate.staff(ctx);
    if (staff.role() == Role.COORDINATOR) {
      pages.render(
          ctx,
          "incident/totals",
          Map.of(
              "frame",
              frame(staff),
              "years",
              service.totals(staff),
              "yearsKept",
              IncidentService.YEARS_KEPT,
              "minimum",
              IncidentService.MINIMUM));
      return;
    }
    YearMonth now = service.thisMonth();
    pages.render(
        ctx,
        "incident/record",
        Map.of(
            "frame",
            frame(staff),
            "kinds",
            Arrays.asList(IncidentKind.values()),
            "acts",
            Arrays.asList(IncidentAct.values()),
            "months",
            Stream.iterate(now, month -> month.minusMonths(1))
                .limit(IncidentService.MONTHS_BACK + 1L)
                .toList(),
            "fault",
            fault));
  }

  /** The id stands in the page that answers, and in no address: it is nobody's to come back to. */
  private void record(Context ctx) {
    Caller.Staff staff = Gate.staff(ctx);
    String id;
    YearMonth month;
    IncidentKind kind;
    try {
      month = NewIncident.month(Forms.field(ctx, "month"));
      kind = IncidentKind.ofWireName(Forms.field(ctx, "kind"));
      List<IncidentAct> acts = WireNames.parse(IncidentAct.class, Forms.all(ctx, "act"));
      id = service.record(staff, new NewIncident(kind, month, acts));
    } catch (IllegalArgumentException e) {
      ctx.status(400);
      show(ctx, "incidents.incomplete");
      return;
    } catch (ProblemException e) {
      if (e.type() != ProblemType.INVALID_REQUEST) {
        throw e;
      }
      ctx.status(400);
      show(ctx, "incidents.incomplete");
      return;
    }
    pages.render(
        ctx,
        "incident/recorded",
        Map.of("frame", frame(staff), "incidentId", id, "month", month, "kind", kind));
  }

  private void withdraw(Context ctx) {
    service.withdraw(Gate.staff(ctx), ctx.pathParam("incidentId"));
    ctx.status(303).header("Location", HERE);
  }
}
