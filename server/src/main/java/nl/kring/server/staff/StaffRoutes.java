package nl.kring.server.staff;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Locale;
import nl.kring.server.platform.http.Json;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;

/** Signing in and out over the API. */
public final class StaffRoutes {
  private final StaffService service;

  /** Over this service. */
  public StaffRoutes(StaffService service) {
    this.service = service;
  }

  private record Request(
      @JsonProperty(value = "name", required = true) String name,
      @JsonProperty(value = "password", required = true) String password) {
    Request {
      if (name == null || password == null) {
        throw new IllegalArgumentException("name and password are text");
      }
      if (name.length() > 100 || password.length() > 512) {
        throw new IllegalArgumentException("name or password is too long to be anybody's");
      }
    }

    @Override
    public String toString() {
      return "Request";
    }
  }

  private record Answer(
      String token, String tokenType, String expiresAt, String role, String staffId) {
    @Override
    public String toString() {
      return "Answer";
    }
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.post("/api/v1/staff-sign-ins", this::signIn, Role.ANYONE);
    routes.delete(
        "/api/v1/staff-sign-ins/me",
        this::signOut,
        Role.ADMINISTRATOR,
        Role.COORDINATOR,
        Role.FACILITATOR,
        Role.MUNICIPALITY_VIEWER);
  }

  private void signIn(Context ctx) {
    Request request = Json.read(ctx, Request.class);
    StaffSignIn signIn = service.signIn(request.name(), request.password());
    ctx.status(201);
    Json.write(
        ctx,
        new Answer(
            signIn.token(),
            "Bearer",
            signIn.expiresAt().toString(),
            wireName(signIn.staff().role()),
            signIn.staff().staffId()));
  }

  /** As all names on the wire: lower case, with hyphens. */
  private static String wireName(Role role) {
    return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void signOut(Context ctx) {
    service.signOut(token(ctx));
    ctx.status(204);
  }

  /** The token with which this request passed the gate. */
  private static String token(Context ctx) {
    String authorization = ctx.header("Authorization");
    String token =
        authorization == null
            ? ctx.cookie(Gate.STAFF_COOKIE)
            : authorization.substring("Bearer ".length()).trim();
    return token == null ? "" : token;
  }
}
