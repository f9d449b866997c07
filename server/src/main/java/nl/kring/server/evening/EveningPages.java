package nl.kring.server.evening;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nl.kring.model.group.SupportGroup;
import nl.kring.model.meeting.Meeting;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.evening.EveningService.Which;
import nl.kring.server.group.GroupService;
import nl.kring.server.group.Programme;
import nl.kring.server.platform.http.Days;
import nl.kring.server.platform.http.Forms;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.pages.Frame;
import nl.kring.server.platform.pages.Pages;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;
import org.jspecify.annotations.Nullable;

/** The screen that is kept open during a meeting. */
public final class EveningPages {
  private static final Role[] LEADING = {Role.FACILITATOR, Role.COORDINATOR};

  /** As many buttons as most groups have people; a larger group types its number. */
  private static final int BUTTONS = 16;

  /**
   * The order of a meeting as Mannen tegen agressie has it (Movisie, 2016), each with its share of
   * the time.
   */
  private static final List<Part> ORDER =
      List.of(
          new Part("aim", 5),
          new Part("newcomers", 10),
          new Part("round", 25),
          new Part("step", 10),
          new Part("talk", 40));

  private static final int ROUNDED_TO_MINUTES = 5;

  private final EveningService service;
  private final GroupService groups;
  private final Pages pages;

  private record Part(String name, int share) {}

  /** A part of the order, and when it begins. */
  public record Item(String name, LocalTime begins) {}

  /**
   * What the screen shows.
   *
   * @param names of the steps, in order; empty when they have none
   * @param keepers of the staff who can keep the order, by id
   * @param mayCount whether the reader counts heads: a facilitator, from the day of the meeting on
   */
  public record View(
      Evening evening,
      List<Item> order,
      List<String> names,
      Map<String, String> keepers,
      boolean mayCount,
      boolean isToday) {
    /** Whether somebody is the {@code chair}, or else the guard; null is a participant. */
    public boolean isKeeper(String role, @Nullable String staffId) {
      Evening.Keeper keeper = role.equals("chair") ? evening.chair() : evening.guard();
      return keeper != null && Objects.equals(keeper.staffId(), staffId);
    }
  }

  /** Over these services. */
  public EveningPages(EveningService service, GroupService groups, Pages pages) {
    this.service = service;
    this.groups = groups;
    this.pages = pages;
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.get("/staff/groups/{groupId}/tonight", this::tonight, LEADING);
    String evening = "/staff/groups/{groupId}/evenings/{seriesId}/{day}";
    routes.get(evening, ctx -> show(ctx, ""), LEADING);
    routes.post(evening + "/step", this::setStep, LEADING);
    routes.post(evening + "/keepers", this::setKeepers, LEADING);
    routes.post(evening + "/head-count", this::count, Role.FACILITATOR);
  }

  /** Leads to the meeting that is going on, or else to the next one. */
  private void tonight(Context ctx) {
    String groupId = group(ctx).id();
    Optional<Meeting> meeting = service.current(groupId);
    ctx.status(303)
        .header(
            "Location",
            meeting.isEmpty()
                ? "/staff/groups/" + groupId + "/planning"
                : path(new Which(groupId, meeting.get().seriesId(), meeting.get().day())));
  }

  private static String path(Which which) {
    return "/staff/groups/" + which.groupId() + "/evenings/" + which.seriesId() + "/" + which.day();
  }

  /** {@code fault} is a key of a text, or empty. */
  private void show(Context ctx, String fault) {
    SupportGroup group = group(ctx);
    Caller.Staff staff = Gate.staff(ctx);
    Evening evening = service.evening(which(ctx, group));
    List<String> names =
        service.programme(group.id()).stream()
            .flatMap(programme -> programme.steps().stream())
            .map(Programme.Step::name)
            .toList();
    boolean isToday = service.isNow(evening.meeting());
    boolean mayCount = staff.role() == Role.FACILITATOR && service.mayBeCounted(evening.meeting());
    Map<String, Object> params = new HashMap<>();
    params.put("frame", Frame.of(staff, groups.groupsOf(staff), group.id()));
    params.put("group", group);
    params.put(
        "view",
        new View(
            evening, order(evening.meeting()), names, service.keepers(evening), mayCount, isToday));
    params.put("buttons", BUTTONS);
    params.put("people", people(ctx));
    params.put("fault", fault);
    pages.render(ctx, "evening/evening", params);
  }

  /** The number that was tapped, while that of the newcomers is still to come; -1 for none. */
  private static int people(Context ctx) {
    String text = ctx.queryParam("people");
    int number = text == null ? -1 : number(text);
    return number > EveningService.MOST_PEOPLE ? -1 : number;
  }

  private static int number(@Nullable String text) {
    try {
      return text == null ? -1 : Math.max(-1, Integer.parseInt(text.trim()));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** The order of a meeting, with times that divide its length. */
  private static List<Item> order(Meeting meeting) {
    long minutes = ChronoUnit.MINUTES.between(meeting.start(), meeting.end());
    int all = ORDER.stream().mapToInt(Part::share).sum();
    List<Item> items = new ArrayList<>();
    int before = 0;
    for (Part part : ORDER) {
      long exact = minutes * before / all;
      long rounded = Math.round(exact / (double) ROUNDED_TO_MINUTES) * ROUNDED_TO_MINUTES;
      items.add(new Item(part.name(), meeting.start().toLocalTime().plusMinutes(rounded)));
      before += part.share();
    }
    return items;
  }

  private void setStep(Context ctx) {
    String number = Forms.chosen(ctx, "number");
    change(
        ctx,
        (which, version) ->
            service.setStep(which, version, number == null ? null : number(number)));
  }

  private void setKeepers(Context ctx) {
    String chair = keeper(ctx, "chair");
    String guard = keeper(ctx, "guard");
    change(ctx, (which, version) -> service.setKeepers(which, version, chair, guard));
  }

  private static @Nullable String keeper(Context ctx, String name) {
    String chosen = Forms.chosen(ctx, name);
    return "participant".equals(chosen) ? "" : chosen;
  }

  private void count(Context ctx) {
    int people = number(Forms.optional(ctx, "people"));
    int newcomers = number(Forms.optional(ctx, "newcomers"));
    String staffId = Gate.staff(ctx).staffId();
    change(ctx, (which, version) -> service.count(which, version, people, newcomers, staffId));
  }

  private interface Work {
    Evening on(Which which, String version);
  }

  private void change(Context ctx, Work work) {
    Which which = which(ctx, group(ctx));
    try {
      work.on(which, Forms.field(ctx, "version"));
      ctx.status(303).header("Location", path(which));
    } catch (ProblemException e) {
      String fault = fault(e.type());
      if (fault.isEmpty()) {
        throw e;
      }
      ctx.status(e.type().status());
      show(ctx, fault);
    }
  }

  private static String fault(ProblemType type) {
    return switch (type) {
      case CHANGED_MEANWHILE -> "evening.fault.changed";
      case INVALID_REQUEST -> "evening.fault.number";
      case CONFLICT -> "evening.fault.not-now";
      default -> "";
    };
  }

  private SupportGroup group(Context ctx) {
    return groups.ledBy(Gate.staff(ctx), ctx.pathParam("groupId"));
  }

  private static Which which(Context ctx, SupportGroup group) {
    return new Which(group.id(), ctx.pathParam("seriesId"), Days.day(ctx));
  }
}
