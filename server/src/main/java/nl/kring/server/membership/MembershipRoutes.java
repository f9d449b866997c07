package nl.kring.server.membership;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import nl.kring.model.membership.AccessTokenRequest;
import nl.kring.model.membership.JoinRequest;
import nl.kring.server.group.GroupService;
import nl.kring.server.platform.http.Json;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;

/** Joining, access tokens and leaving; making join codes. */
public final class MembershipRoutes {
  private final MembershipService service;
  private final GroupService groups;

  /** Over these services. */
  public MembershipRoutes(MembershipService service, GroupService groups) {
    this.service = service;
    this.groups = groups;
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.post("/api/v1/memberships", this::join, Role.ANYONE);
    routes.get("/api/v1/memberships/me", this::own, Role.MEMBER);
    routes.get("/api/v1/memberships/me/export", this::export, Role.MEMBER);
    routes.delete("/api/v1/memberships/me", this::leave, Role.MEMBER);
    routes.post("/api/v1/access-tokens", this::accessToken, Role.ANYONE);
    routes.post("/api/v1/groups/{groupId}/join-codes", this::newJoinCode, Role.FACILITATOR);
    routes.post("/api/v1/groups/{groupId}/renewals", this::renew, Role.FACILITATOR);
    routes.put(
        "/api/v1/groups/{groupId}/newcomers", this::newcomers, Role.FACILITATOR, Role.COORDINATOR);
  }

  private void join(Context ctx) {
    MembershipService.Joined joined = service.join(Json.read(ctx, JoinRequest.class));
    ctx.status(joined.isNew() ? 201 : 200);
    Json.write(ctx, joined.membership());
  }

  private void own(Context ctx) {
    Json.writeTagged(ctx, service.overview(Gate.member(ctx)));
  }

  private void export(Context ctx) {
    Json.write(ctx, service.export(Gate.member(ctx)));
  }

  private void leave(Context ctx) {
    service.leave(Gate.member(ctx));
    ctx.status(204);
  }

  private void accessToken(Context ctx) {
    Json.write(ctx, service.accessToken(Json.read(ctx, AccessTokenRequest.class).assertion()));
  }

  private void newJoinCode(Context ctx) {
    NewJoinCode code = service.newJoinCode(ledGroup(ctx), Gate.staff(ctx).staffId());
    ctx.status(201);
    Json.write(
        ctx,
        Map.of(
            "joinCode", code.joinCode().words(),
            "qrText", code.qrText(),
            "lastDay", code.lastDay().toString()));
  }

  private void renew(Context ctx) {
    String groupId = groups.lastinglyLedBy(Gate.staff(ctx), ctx.pathParam("groupId")).id();
    Renewal renewal = Json.read(ctx, Renewal.class);
    service.renew(groupId, renewal.members(), Gate.staff(ctx).staffId());
    ctx.status(204);
  }

  private record Newcomers(boolean openToNewcomers) {
    @JsonCreator
    static Newcomers read(
        @JsonProperty(value = "openToNewcomers", required = true) boolean openToNewcomers) {
      return new Newcomers(openToNewcomers);
    }
  }

  private void newcomers(Context ctx) {
    Caller.Staff staff = Gate.staff(ctx);
    String groupId = groups.lastinglyLedBy(staff, ctx.pathParam("groupId")).id();
    boolean isOpen = Json.read(ctx, Newcomers.class).openToNewcomers();
    service.closeToNewcomers(staff, groupId, !isOpen);
    ctx.status(204);
  }

  private String ledGroup(Context ctx) {
    return groups.ledBy(Gate.staff(ctx), ctx.pathParam("groupId")).id();
  }
}
