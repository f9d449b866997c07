package nl.kring.server.incident;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.platform.http.Json;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;

/** That something happened, and how often, over the API. */
public final class IncidentRoutes {
  private final IncidentService service;

  /** Over this service. */
  public IncidentRoutes(IncidentService service) {
    this.service = service;
  }

  private record Totals(List<IncidentTotals> years) {}

  private record Releases(List<Integer> years) {}

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.post("/api/v1/incidents", this::record, Role.FACILITATOR);
    routes.delete("/api/v1/incidents/{incidentId}", this::withdraw, Role.FACILITATOR);
    routes.get("/api/v1/incident-totals", this::totals, Role.COORDINATOR);
    routes.get("/api/v1/incident-releases", this::releases, Role.ANYONE);
    routes.get("/api/v1/incident-releases/{year}", this::release, Role.ANYONE);
  }

  private void record(Context ctx) {
    String id = service.record(Gate.staff(ctx), Json.read(ctx, NewIncident.class));
    ctx.status(201);
    Json.write(ctx, Map.of("incidentId", id));
  }

  private void withdraw(Context ctx) {
    service.withdraw(Gate.staff(ctx), ctx.pathParam("incidentId"));
    ctx.status(204);
  }

  private void totals(Context ctx) {
    Json.write(ctx, new Totals(service.totals(Gate.staff(ctx))));
  }

  private static int year(Context ctx) {
    String text = ctx.pathParam("year");
    if (!text.matches("20[0-9]{2}")) {
      throw new ProblemException(ProblemType.INVALID_REQUEST, "year is a year such as 2026");
    }
    return Integer.parseInt(text);
  }

  private void releases(Context ctx) {
    Json.write(ctx, new Releases(service.releases()));
  }

  private void release(Context ctx) {
    Json.write(
        ctx,
        service.release(year(ctx)).orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND)));
  }
}
