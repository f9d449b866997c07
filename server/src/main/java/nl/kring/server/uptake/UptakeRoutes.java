package nl.kring.server.uptake;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.List;
import nl.kring.model.membership.DevicePublicKey;
import nl.kring.model.problem.ProblemType;
import nl.kring.model.token.Purpose;
import nl.kring.model.uptake.Participation;
import nl.kring.server.platform.http.Json;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Role;
import nl.kring.server.token.SpentToken;
import nl.kring.server.token.TokenService;

/** Participations in, anonymously; releases out, for everybody. */
public final class UptakeRoutes {
  private static final String CSV = "text/csv; charset=utf-8; header=present";

  private final ParticipationService participations;
  private final UptakeService uptake;
  private final TokenService tokens;

  /** Over these services. */
  public UptakeRoutes(
      ParticipationService participations, UptakeService uptake, TokenService tokens) {
    this.participations = participations;
    this.uptake = uptake;
    this.tokens = tokens;
  }

  /** One release in the list. */
  private record Entry(String month, String sha256, String signature) {}

  private record Answer(DevicePublicKey publicKey, List<Entry> releases) {}

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.post("/api/v1/participations", this::post, Role.NOBODY);
    routes.get("/api/v1/uptake-releases", this::list, Role.ANYONE);
    routes.get("/api/v1/uptake-releases/{month}", this::one, Role.ANYONE);
  }

  private void post(Context ctx) {
    SpentToken token = tokens.redeem(ctx.header("Authorization"), Purpose.PARTICIPATION);
    Participation participation = Json.read(ctx, Participation.class);
    ctx.future(() -> participations.count(token, participation).thenRun(() -> ctx.status(204)));
  }

  private void list(Context ctx) {
    forEverybody(ctx, 300);
    Json.writeTagged(
        ctx,
        new Answer(
            uptake.publicKey(),
            uptake.releases().stream()
                .map(row -> new Entry(row.month(), row.hash(), row.signature()))
                .toList()));
  }

  private void one(Context ctx) {
    String format = ctx.queryParam("format");
    byte[] content =
        uptake
            .content(month(ctx.pathParam("month")))
            .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND));
    // What was published never changes.
    forEverybody(ctx, 31_536_000);
    switch (format == null ? "json" : format) {
      case "json" -> Json.writeTagged(ctx, "application/json", content);
      case "csv" -> Json.writeTagged(ctx, CSV, ReleaseCsv.write(content, ','));
      case "csv-semicolon" -> Json.writeTagged(ctx, CSV, ReleaseCsv.write(content, ';'));
      default ->
          throw new ProblemException(
              ProblemType.INVALID_REQUEST, "format is json, csv or csv-semicolon");
    }
  }

  private static void forEverybody(Context ctx, int seconds) {
    ctx.header("Access-Control-Allow-Origin", "*");
    ctx.header("Cache-Control", "public, max-age=" + seconds);
  }

  private static YearMonth month(String text) {
    try {
      if (text.length() == 7) {
        return YearMonth.parse(text);
      }
    } catch (DateTimeException e) {
      // Told below.
    }
    throw new ProblemException(ProblemType.INVALID_REQUEST, "month is a month such as 2026-11");
  }
}
