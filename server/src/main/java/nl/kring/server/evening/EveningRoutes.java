package nl.kring.server.evening;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import nl.kring.server.evening.EveningService.Which;
import nl.kring.server.group.GroupService;
import nl.kring.server.platform.http.Conditions;
import nl.kring.server.platform.http.Days;
import nl.kring.server.platform.http.Json;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;
import org.jspecify.annotations.Nullable;

/** A meeting as it is held, for those who lead its group. */
public final class EveningRoutes {
  private static final Role[] LEADING = {Role.FACILITATOR, Role.COORDINATOR};

  private final EveningService service;
  private final GroupService groups;

  /** Over these services. */
  public EveningRoutes(EveningService service, GroupService groups) {
    this.service = service;
    this.groups = groups;
  }

  private record StepChoice(@Nullable Integer number) {
    @JsonCreator
    static StepChoice read(@JsonProperty("number") @Nullable Integer number) {
      return new StepChoice(number);
    }
  }

  private record Keepers(@Nullable String chair, @Nullable String guard) {
    @JsonCreator
    static Keepers read(
        @JsonProperty("chair") @Nullable String chair,
        @JsonProperty("guard") @Nullable String guard) {
      return new Keepers(chair, guard);
    }
  }

  private record Count(int people, int newcomers) {
    @JsonCreator
    static Count read(
        @JsonProperty(value = "people", required = true) int people,
        @JsonProperty(value = "newcomers", required = true) int newcomers) {
      return new Count(people, newcomers);
    }
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    String evening = "/api/v1/groups/{groupId}/meeting-series/{seriesId}/meetings/{day}/evening";
    routes.get(evening, ctx -> write(ctx, service.evening(which(ctx))), LEADING);
    routes.put(evening + "/step", this::setStep, LEADING);
    routes.put(evening + "/keepers", this::setKeepers, LEADING);
    routes.put(evening + "/head-count", this::count, Role.FACILITATOR);
  }

  private Which which(Context ctx) {
    String groupId = groups.ledBy(Gate.staff(ctx), ctx.pathParam("groupId")).id();
    return new Which(groupId, ctx.pathParam("seriesId"), Days.day(ctx));
  }

  private static void write(Context ctx, Evening evening) {
    ctx.header("ETag", evening.etag());
    Json.write(ctx, evening);
  }

  private void setStep(Context ctx) {
    Which which = which(ctx);
    String etag = Conditions.ifMatch(ctx);
    write(ctx, service.setStep(which, etag, Json.read(ctx, StepChoice.class).number()));
  }

  private void setKeepers(Context ctx) {
    Which which = which(ctx);
    String etag = Conditions.ifMatch(ctx);
    Keepers keepers = Json.read(ctx, Keepers.class);
    write(ctx, service.setKeepers(which, etag, keepers.chair(), keepers.guard()));
  }

  private void count(Context ctx) {
    Which which = which(ctx);
    String etag = Conditions.ifMatch(ctx);
    Count count = Json.read(ctx, Count.class);
    String staffId = Gate.staff(ctx).staffId();
    write(ctx, service.count(which, etag, count.people(), count.newcomers(), staffId));
  }
}
