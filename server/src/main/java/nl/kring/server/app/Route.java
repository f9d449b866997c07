package nl.kring.server.app;

import io.javalin.Javalin;
import io.javalin.router.Endpoint;
import io.javalin.router.ParsedEndpoint;
import io.javalin.security.Roles;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nl.kring.server.platform.security.Role;

/**
 * One line of the route table, as the router has it: what every test that must know all routes is
 * generated from.
 *
 * @param method for example {@code GET}
 * @param path with its parameters in braces
 * @param roles who may use it; never empty
 */
public record Route(String method, String path, Set<Role> roles) {
  static List<Route> allOf(Javalin javalin) {
    List<Route> routes = new ArrayList<>();
    for (ParsedEndpoint parsed : javalin.unsafe.internalRouter.allHttpHandlers()) {
      Endpoint endpoint = parsed.endpoint;
      if (endpoint.method.isHttpMethod()) {
        routes.add(new Route(endpoint.method.name(), endpoint.path, rolesOf(endpoint)));
      }
    }
    return routes;
  }

  private static Set<Role> rolesOf(Endpoint endpoint) {
    Roles roles = endpoint.metadata(Roles.class);
    if (roles == null || roles.getRoles().isEmpty()) {
      throw new IllegalStateException(endpoint.path + " names no role");
    }
    return Set.copyOf(roles.getRoles().stream().map(Role.class::cast).toList());
  }
}
