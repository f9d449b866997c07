package nl.kring.server.membership;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import nl.kring.model.membership.NewRecoveryCode;
import nl.kring.model.membership.RecoveryRequest;
import nl.kring.server.membership.RecoveryService.Outcome;
import nl.kring.server.platform.http.Json;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;

/** Recovery codes, asking with one, and refusing. */
public final class RecoveryRoutes {
  private final RecoveryService service;

  /** Over this service. */
  public RecoveryRoutes(RecoveryService service) {
    this.service = service;
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.put("/api/v1/memberships/me/recovery-code", this::setCode, Role.MEMBER);
    routes.delete("/api/v1/memberships/me/recovery", this::refuse, Role.MEMBER);
    routes.post("/api/v1/recoveries", this::ask, Role.ANYONE);
  }

  private void setCode(Context ctx) {
    service.setCode(Gate.member(ctx), Json.read(ctx, NewRecoveryCode.class).recoveryCode());
    ctx.status(204);
  }

  private void refuse(Context ctx) {
    service.refuse(Gate.member(ctx));
    ctx.status(204);
  }

  private void ask(Context ctx) {
    Outcome outcome = service.ask(Json.read(ctx, RecoveryRequest.class));
    if (outcome instanceof Outcome.Waiting waiting) {
      ctx.status(202);
      Json.write(ctx, waiting.recovery());
    } else if (outcome instanceof Outcome.Moved moved) {
      Json.write(ctx, service.view(moved));
    }
  }
}
