package nl.kring.server.calendar;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.platform.http.Json;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;
import nl.kring.server.staff.CalendarAddressService;

/** Calendars that other programs read, and the secret address of one's own. */
public final class CalendarRoutes {
  private static final String MEDIA_TYPE = "text/calendar; charset=utf-8";

  private final CalendarService service;
  private final CalendarAddressService addresses;

  /** Over these services. */
  public CalendarRoutes(CalendarService service, CalendarAddressService addresses) {
    this.service = service;
    this.addresses = addresses;
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.get("/feeds/groups/{groupId}.ics", this::ofGroup, Role.ANYONE);
    routes.get("/feeds/staff/{secret}/calendar.ics", this::ofAddress, Role.ANYONE);
    routes.post("/api/v1/calendar-addresses", this::make, Role.FACILITATOR);
    routes.get("/api/v1/calendar-addresses/me", this::show, Role.FACILITATOR);
    routes.delete("/api/v1/calendar-addresses/me", this::end, Role.FACILITATOR);
  }

  private void ofGroup(Context ctx) {
    byte[] calendar = found(service.ofGroup(ctx.pathParam("groupId")));
    ctx.header("Access-Control-Allow-Origin", "*");
    ctx.header("Cache-Control", "public, max-age=300");
    Json.writeTagged(ctx, MEDIA_TYPE, calendar);
  }

  private void ofAddress(Context ctx) {
    byte[] calendar = found(service.ofAddress(ctx.pathParam("secret")));
    // Kept by nobody in between, and asked again each time.
    ctx.header("Cache-Control", "private, no-cache");
    Json.writeTagged(ctx, MEDIA_TYPE, calendar);
  }

  private static byte[] found(Optional<byte[]> calendar) {
    return calendar.orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND));
  }

  private void make(Context ctx) {
    String url = addresses.make(Gate.staff(ctx));
    ctx.status(201);
    Json.write(ctx, Map.of("url", url));
  }

  private void show(Context ctx) {
    LocalDate madeOn =
        addresses
            .madeOn(Gate.staff(ctx))
            .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND));
    Json.write(ctx, Map.of("madeOn", madeOn.toString()));
  }

  private void end(Context ctx) {
    if (!addresses.end(Gate.staff(ctx))) {
      throw new ProblemException(ProblemType.NOT_FOUND);
    }
    ctx.status(204);
  }
}
