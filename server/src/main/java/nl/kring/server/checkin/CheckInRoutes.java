package nl.kring.server.checkin;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import nl.kring.model.checkin.Slip;
import nl.kring.model.problem.ProblemType;
import nl.kring.model.token.Purpose;
import nl.kring.server.group.GroupService;
import nl.kring.server.platform.http.Json;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;
import nl.kring.server.token.SpentToken;
import nl.kring.server.token.TokenService;

/** Slips in, anonymously; the pulse out. */
public final class CheckInRoutes {
  private final CheckInService service;
  private final PulseService pulse;
  private final TokenService tokens;
  private final GroupService groups;

  /** Over these services. */
  public CheckInRoutes(
      CheckInService service, PulseService pulse, TokenService tokens, GroupService groups) {
    this.service = service;
    this.pulse = pulse;
    this.tokens = tokens;
    this.groups = groups;
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.post("/api/v1/check-ins", this::post, Role.NOBODY);
    routes.get("/api/v1/groups/{groupId}/pulse", this::pulse, Role.FACILITATOR, Role.MEMBER);
  }

  private void post(Context ctx) {
    SpentToken token = tokens.redeem(ctx.header("Authorization"), Purpose.CHECK_IN);
    Slip slip = Json.read(ctx, Slip.class);
    ctx.future(() -> service.count(token, slip).thenRun(() -> ctx.status(204)));
  }

  private void pulse(Context ctx) {
    String groupId = ctx.pathParam("groupId");
    Caller caller = Gate.callerOrNobody(ctx);
    boolean mayRead =
        caller instanceof Caller.Member member
            ? member.groupId().equals(groupId)
            : caller instanceof Caller.Staff staff && groups.leadsLastingly(staff, groupId);
    if (!mayRead) {
      throw new ProblemException(ProblemType.NOT_FOUND);
    }
    Json.writeTagged(ctx, pulse.published(groupId));
  }
}
