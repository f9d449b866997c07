package nl.kring.server.platform.security;

import io.javalin.security.RouteRole;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who may use a route. Every route names at least one. */
public enum Role implements RouteRole {
  /** No proof asked; who asks is not looked at. */
  ANYONE,
  /** Anonymous posts: no cookie, no bearer token; answers are padded to one length. */
  NOBODY,
  /** A participant's phone, with an access token. */
  MEMBER,
  /** Runs the deployment. */
  ADMINISTRATOR,
  /** Runs the groups of one provider. */
  COORDINATOR,
  /** Leads groups. */
  FACILITATOR,
  /** Reads for a municipality. */
  MUNICIPALITY_VIEWER;

  /** As all names on the wire: lower case, with hyphens. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The role of the staff that has this name on the wire. */
  public static Optional<Role> ofStaff(String wireName) {
    return Arrays.stream(values())
        .filter(role -> role.isStaff() && role.wireName().equals(wireName))
        .findAny();
  }

  /** Whether it is one of the roles of people who sign in with a password. */
  public boolean isStaff() {
    return this != ANYONE && this != NOBODY && this != MEMBER;
  }
}
