package nl.kring.server.platform.pages;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.platform.http.Json;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Role;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.util.encoders.Hex;
import org.jspecify.annotations.Nullable;

/** The files under {@code /static/}: style sheets and pictures inside the jar. Thread-safe. */
final class StaticFiles {
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]+(\\.min)?\\.(css|js|png|svg)");
  private static final Map<String, String> CONTENT_TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "png", "image/png",
          "svg", "image/svg+xml");

  private record StaticFile(byte[] content, String version) {}

  private final Map<String, StaticFile> known = new ConcurrentHashMap<>();

  void register(RoutesConfig routes) {
    routes.get("/static/{file}", this::get, Role.ANYONE);
  }

  private void get(Context ctx) {
    String name = ctx.pathParam("file");
    StaticFile file = find(name).orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND));
    boolean isThisVersion = file.version().equals(ctx.queryParam("v"));
    ctx.header(
        "Cache-Control",
        isThisVersion ? "public, max-age=31536000, immutable" : "public, max-age=300");
    String extension = name.substring(name.lastIndexOf('.') + 1);
    Json.writeTagged(ctx, CONTENT_TYPES.getOrDefault(extension, ""), file.content());
  }

  String url(String name) {
    StaticFile file =
        find(name).orElseThrow(() -> new IllegalArgumentException("no static file " + name));
    return "/static/" + name + "?v=" + file.version();
  }

  private Optional<StaticFile> find(String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    StaticFile file = known.get(name);
    if (file == null) {
      file = load(name);
      if (file != null) {
        known.put(name, file);
      }
    }
    return Optional.ofNullable(file);
  }

  private static @Nullable StaticFile load(String name) {
    try (InputStream resource = StaticFiles.class.getResourceAsStream("/static/" + name)) {
      if (resource == null) {
        return null;
      }
      byte[] content = resource.readAllBytes();
      SHA256Digest digest = new SHA256Digest();
      digest.update(content, 0, content.length);
      byte[] hash = new byte[digest.getDigestSize()];
      digest.doFinal(hash, 0);
      return new StaticFile(content, Hex.toHexString(hash, 0, 8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
