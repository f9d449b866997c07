package nl.kring.server.platform.security;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.platform.http.ProblemException;
import org.jspecify.annotations.Nullable;

/** The one gate in front of every route: finds out who asks, and whether that role may. */
public final class Gate {
  /** The staff's cookie. */
  public static final String STAFF_COOKIE = "__Host-kring-staff";

  private static final String CALLER = "nl.kring.caller";
  private static final String BEARER = "Bearer ";
  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD");

  /** Turns a credential into a caller; empty when it is unknown, expired or forged. */
  @FunctionalInterface
  public interface Reader<C extends Caller> {
    Optional<C> read(String credential);
  }

  private final Reader<Caller.Member> members;
  private final Reader<Caller.Staff> staff;

  /** Asks these who a credential belongs to. */
  public Gate(Reader<Caller.Member> members, Reader<Caller.Staff> staff) {
    this.members = members;
    this.staff = staff;
  }

  /**
   * Lets a request through or refuses it with 401 or 403.
   *
   * <p>Two credentials at once get 400. On a route for {@link Role#ANYONE} alone no credential is
   * looked at. Where it stands beside other roles, a request without a credential passes as nobody,
   * one with a bad credential does not.
   */
  public void check(Context ctx) {
    Set<?> roles = ctx.routeRoles();
    if (roles.equals(Set.of(Role.ANYONE))) {
      return;
    }
    // Two could be read as one by us and as the other by a proxy in front of us.
    if (Collections.list(ctx.req().getHeaders("Authorization")).size() > 1) {
      throw new ProblemException(ProblemType.INVALID_REQUEST, "Authorization is given twice");
    }
    if (roles.contains(Role.NOBODY)) {
      return;
    }
    Caller caller = caller(ctx);
    if (caller == null) {
      if (roles.contains(Role.ANYONE)) {
        return;
      }
      throw new ProblemException(ProblemType.SIGN_IN_REQUIRED);
    }
    if (!roles.contains(caller.role()) && !roles.contains(Role.ANYONE)) {
      throw new ProblemException(ProblemType.FORBIDDEN);
    }
    ctx.attribute(CALLER, caller);
  }

  private @Nullable Caller caller(Context ctx) {
    String authorization = ctx.header("Authorization");
    if (authorization != null) {
      if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
        throw new ProblemException(
            ProblemType.SIGN_IN_REQUIRED, "Authorization: Bearer … expected");
      }
      String credential = authorization.substring(BEARER.length()).trim();
      Optional<? extends Caller> caller =
          credential.indexOf('.') >= 0 ? members.read(credential) : staff.read(credential);
      return caller
          .map(Caller.class::cast)
          .orElseThrow(() -> new ProblemException(ProblemType.SIGN_IN_REQUIRED));
    }
    String cookie = ctx.cookie(STAFF_COOKIE);
    if (cookie == null) {
      return null;
    }
    refuseForeignOrigin(ctx);
    return staff.read(cookie).orElse(null);
  }

  /** A cookie travels by itself, so a change asked with it must come from our own pages. */
  public static void refuseForeignOrigin(Context ctx) {
    if (SAFE_METHODS.contains(ctx.method().name())) {
      return;
    }
    String site = ctx.header("Sec-Fetch-Site");
    String origin = ctx.header("Origin");
    boolean ours =
        site != null
            ? site.equals("same-origin")
            : origin == null || origin.replaceFirst("^https?://", "").equals(ctx.header("Host"));
    if (!ours) {
      throw new ProblemException(ProblemType.FORBIDDEN, "this form was sent by another site");
    }
  }

  /** The staff behind this request; the route must be for staff only. */
  public static Caller.Staff staff(Context ctx) {
    if (ctx.attribute(CALLER) instanceof Caller.Staff caller) {
      return caller;
    }
    throw new ProblemException(ProblemType.SIGN_IN_REQUIRED);
  }

  /** The token with which staff passed the gate. */
  public static String staffToken(Context ctx) {
    String authorization = ctx.header("Authorization");
    String token =
        authorization == null
            ? ctx.cookie(STAFF_COOKIE)
            : authorization.substring(BEARER.length()).trim();
    return token == null ? "" : token;
  }

  /** Gives the browser a token, which is gone with its window. */
  public static void setStaffCookie(Context ctx, String token) {
    ctx.cookie(cookie(token, -1));
  }

  /** Takes the token from the browser. */
  public static void clearStaffCookie(Context ctx) {
    ctx.cookie(cookie("", 0));
  }

  /** Gone with the browser's window when {@code maxAgeSeconds} is -1, at once when it is 0. */
  private static Cookie cookie(String value, int maxAgeSeconds) {
    return new Cookie(STAFF_COOKIE, value, "/", maxAgeSeconds, true, true, null, SameSite.STRICT);
  }

  /** The member behind this request; the route must be for members only. */
  public static Caller.Member member(Context ctx) {
    if (ctx.attribute(CALLER) instanceof Caller.Member caller) {
      return caller;
    }
    throw new ProblemException(ProblemType.SIGN_IN_REQUIRED);
  }

  /** Whoever is behind this request; null for nobody. */
  public static @Nullable Caller callerOrNobody(Context ctx) {
    return ctx.attribute(CALLER);
  }
}
