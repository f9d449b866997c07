package nl.kring.server.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import nl.kring.model.WireJson;
import nl.kring.server.platform.http.Json;
import nl.kring.server.platform.security.Role;

/** The contract and the page that explains problems, as they lie in the jar. */
final class OpenApi {
  private final byte[] json;
  private final byte[] problems;

  OpenApi() {
    try {
      JsonNode contract = new YAMLMapper().readTree(resource("/openapi.yaml"));
      json = WireJson.write(contract);
      problems = resource("/problems.md");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void register(RoutesConfig routes) {
    routes.get(
        "/openapi.json",
        ctx -> {
          ctx.header("Access-Control-Allow-Origin", "*");
          Json.writeTagged(ctx, "application/json", json);
        },
        Role.ANYONE);
    routes.get(
        "/problems",
        ctx -> Json.writeTagged(ctx, "text/plain; charset=utf-8", problems),
        Role.ANYONE);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = OpenApi.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is missing from the jar");
      }
      return in.readAllBytes();
    }
  }
}
