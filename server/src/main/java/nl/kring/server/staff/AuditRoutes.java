package nl.kring.server.staff;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import nl.kring.server.platform.audit.AuditEvent;
import nl.kring.server.platform.audit.AuditTrail;
import nl.kring.server.platform.http.Forms;
import nl.kring.server.platform.http.Json;
import nl.kring.server.platform.security.Role;
import org.jspecify.annotations.Nullable;

/** What the staff did, for administrators. */
public final class AuditRoutes {
  private static final int PAGE = 100;

  private final AuditTrail audit;

  /** Over this trail. */
  public AuditRoutes(AuditTrail audit) {
    this.audit = audit;
  }

  private record Answer(List<AuditEvent> events, @Nullable String next) {}

  /** Adds the route. */
  public void register(RoutesConfig routes) {
    routes.get("/api/v1/audit-events", this::list, Role.ADMINISTRATOR);
  }

  private void list(Context ctx) {
    List<AuditEvent> events = audit.before(Forms.number(ctx, "before", Long.MAX_VALUE), PAGE);
    long last = events.isEmpty() ? 1 : events.get(events.size() - 1).number();
    Json.write(ctx, new Answer(events, last > 1 ? "/api/v1/audit-events?before=" + last : null));
  }
}
