package nl.kring.server.staff;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.kring.model.group.SupportGroup;
import nl.kring.model.time.IsoWeek;
import nl.kring.server.group.GroupService;
import nl.kring.server.platform.audit.AuditEvent;
import nl.kring.server.platform.audit.AuditTrail;
import nl.kring.server.platform.http.Forms;
import nl.kring.server.platform.pages.Frame;
import nl.kring.server.platform.pages.Pages;
import nl.kring.server.platform.pages.Words;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;
import org.jspecify.annotations.Nullable;

/** What the staff did, with names, for administrators. */
public final class AuditPages {
  private static final int PAGE = 50;

  private final AuditTrail audit;
  private final StaffService staff;
  private final GroupService groups;
  private final Pages pages;

  /** Over these services. */
  public AuditPages(AuditTrail audit, StaffService staff, GroupService groups, Pages pages) {
    this.audit = audit;
    this.staff = staff;
    this.groups = groups;
    this.pages = pages;
  }

  /** Adds the route. */
  public void register(RoutesConfig routes) {
    routes.get("/staff/audit", this::show, Role.ADMINISTRATOR);
  }

  /** One event, in words. */
  public record Line(long number, String moment, String who, String what) {}

  private void show(Context ctx) {
    Caller.Staff administrator = Gate.staff(ctx);
    List<AuditEvent> events = audit.before(Forms.number(ctx, "before", Long.MAX_VALUE), PAGE);
    Map<String, String> names = staff.names();
    List<SupportGroup> all = groups.groupsOf(administrator);
    Map<String, String> groupNames =
        all.stream().collect(Collectors.toMap(SupportGroup::id, SupportGroup::name));
    Words words = pages.words(ctx);
    Function<@Nullable String, String> nameOf =
        id -> id == null ? "" : names.getOrDefault(id, words.text("audit.left"));
    List<Line> lines =
        events.stream().map(event -> line(event, words, nameOf, groupNames)).toList();
    long last = events.isEmpty() ? 1 : events.get(events.size() - 1).number();
    pages.render(
        ctx,
        "staff/audit",
        Map.of(
            "frame",
            Frame.of(administrator, all, null),
            "lines",
            lines,
            "next",
            last > 1 ? "/staff/audit?before=" + last : ""));
  }

  private static Line line(
      AuditEvent event,
      Words words,
      Function<@Nullable String, String> nameOf,
      Map<String, String> groupNames) {
    String act = event.act();
    String groupId = event.groupId();
    Integer times = event.times();
    String what =
        act == null
            ? words.text("audit.forgotten")
            : words.text(
                "audit.act." + act,
                nameOf.apply(event.subjectId()),
                groupId == null ? "" : groupNames.getOrDefault(groupId, groupId),
                times == null ? 0 : times);
    return new Line(
        event.number(), moment(event.moment(), words), nameOf.apply(event.actorId()), what);
  }

  private static String moment(@Nullable String moment, Words words) {
    if (moment == null) {
      return "";
    }
    if (moment.indexOf('T') < 0) {
      return words.shortDay(LocalDate.parse(moment));
    }
    LocalDateTime local = LocalDateTime.ofInstant(Instant.parse(moment), IsoWeek.ZONE);
    return words.shortDay(local.toLocalDate()) + ", " + words.time(local.toLocalTime());
  }
}
