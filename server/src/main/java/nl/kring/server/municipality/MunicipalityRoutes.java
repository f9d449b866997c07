package nl.kring.server.municipality;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import nl.kring.model.WireJson;
import nl.kring.model.municipality.Municipality;
import nl.kring.server.platform.http.Json;
import nl.kring.server.platform.security.Role;

/** The list of municipalities, as open data. */
public final class MunicipalityRoutes {
  private final byte[] body;

  private record Answer(
      String source, List<Municipality> municipalities, List<MunicipalityService.Region> regions) {}

  /** Over this service. */
  public MunicipalityRoutes(MunicipalityService service) {
    body = WireJson.write(new Answer(service.source(), service.all(), service.regions()));
  }

  /** Adds the route. */
  public void register(RoutesConfig routes) {
    routes.get("/api/v1/municipalities", this::list, Role.ANYONE);
  }

  private void list(Context ctx) {
    ctx.header("Cache-Control", "public, max-age=86400");
    Json.writeTagged(ctx, "application/json", body);
  }
}
