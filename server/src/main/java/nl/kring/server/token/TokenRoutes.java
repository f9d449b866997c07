package nl.kring.server.token;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Locale;
import nl.kring.model.WireJson;
import nl.kring.model.problem.ProblemType;
import nl.kring.model.time.IsoWeek;
import nl.kring.model.token.IssuerDirectory;
import nl.kring.model.token.TokenDraw;
import nl.kring.model.token.TokenDrawAnswer;
import nl.kring.model.token.TokenRequest;
import nl.kring.server.membership.MembershipService;
import nl.kring.server.platform.http.Json;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;

/** Token keys and their roots, draws, and the standard issuance of RFC 9578. */
public final class TokenRoutes {
  private final TokenService service;
  private final KeyDirectory keys;
  private final MembershipService memberships;

  /** Over these services. */
  public TokenRoutes(TokenService service, KeyDirectory keys, MembershipService memberships) {
    this.service = service;
    this.keys = keys;
    this.memberships = memberships;
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.get("/api/v1/groups/{groupId}/token-keys", this::keys, Role.ANYONE, Role.MEMBER);
    routes.get("/api/v1/token-key-roots/{week}", this::root, Role.ANYONE);
    routes.post("/api/v1/token-draws", this::draw, Role.MEMBER);
    routes.post("/token-request", this::issue, Role.MEMBER);
    routes.get("/.well-known/private-token-issuer-directory", this::directory, Role.ANYONE);
  }

  private void keys(Context ctx) {
    String groupId = ctx.pathParam("groupId");
    boolean isOwnGroup =
        Gate.callerOrNobody(ctx) instanceof Caller.Member member
            && member.groupId().equals(groupId);
    Json.writeTagged(
        ctx, keys.slice(groupId, isOwnGroup ? memberships.slipsWanted(groupId) : null));
  }

  private void root(Context ctx) {
    IsoWeek week;
    try {
      week = IsoWeek.parse(ctx.pathParam("week"));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(ProblemType.INVALID_REQUEST, "week: " + e.getMessage());
    }
    Json.writeTagged(ctx, keys.root(week));
    // What is signed never changes, and anybody may keep and repeat it.
    ctx.header("Cache-Control", "public, max-age=3600");
    ctx.header("Access-Control-Allow-Origin", "*");
  }

  private void draw(Context ctx) {
    Json.write(ctx, service.draw(Gate.member(ctx), Json.read(ctx, TokenDraw.class)));
  }

  private void issue(Context ctx) {
    String type = ctx.contentType();
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(TokenRequest.MEDIA_TYPE)) {
      throw new ProblemException(
          ProblemType.UNSUPPORTED_MEDIA_TYPE, "Content-Type: " + TokenRequest.MEDIA_TYPE);
    }
    byte[] answer = service.issue(Gate.member(ctx), ctx.bodyAsBytes());
    ctx.contentType(TokenDrawAnswer.MEDIA_TYPE).result(answer);
  }

  private void directory(Context ctx) {
    ctx.header("Access-Control-Allow-Origin", "*");
    Json.writeTagged(ctx, IssuerDirectory.MEDIA_TYPE, WireJson.write(keys.issuerDirectory()));
  }
}
