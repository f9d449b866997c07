package nl.kring.server.calendar;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import nl.kring.server.group.GroupService;
import nl.kring.server.platform.pages.Frame;
import nl.kring.server.platform.pages.Pages;
import nl.kring.server.platform.pages.Words;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;
import nl.kring.server.staff.CalendarAddressService;

/** The address of one's own calendar: what it is, making it, ending it. */
public final class CalendarPages {
  private static final String PAGE = "/staff/calendar";

  private final CalendarAddressService addresses;
  private final GroupService groups;
  private final Pages pages;

  /** Over these services. */
  public CalendarPages(CalendarAddressService addresses, GroupService groups, Pages pages) {
    this.addresses = addresses;
    this.groups = groups;
    this.pages = pages;
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.get(PAGE, ctx -> show(ctx, ""), Role.FACILITATOR);
    routes.post(PAGE, this::make, Role.FACILITATOR);
    routes.post(PAGE + "/end", this::end, Role.FACILITATOR);
  }

  /** {@code url} is shown this once, or empty. */
  private void show(Context ctx, String url) {
    Caller.Staff staff = Gate.staff(ctx);
    Words words = pages.words(ctx);
    pages.render(
        ctx,
        "calendar/address",
        Map.of(
            "frame",
            Frame.of(staff, groups.groupsOf(staff), null),
            "url",
            url,
            "madeOn",
            addresses.madeOn(staff).map(words::day).orElse("")));
  }

  /** Shows the address in the answer itself, as with an invitation: nothing keeps it. */
  private void make(Context ctx) {
    show(ctx, addresses.make(Gate.staff(ctx)));
  }

  private void end(Context ctx) {
    addresses.end(Gate.staff(ctx));
    ctx.status(303).header("Location", PAGE);
  }
}
