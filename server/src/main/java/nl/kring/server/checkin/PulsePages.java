package nl.kring.server.checkin;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import nl.kring.model.checkin.Pulse;
import nl.kring.model.group.SupportGroup;
import nl.kring.model.membership.GroupMark;
import nl.kring.model.time.IsoWeek;
import nl.kring.server.group.GroupService;
import nl.kring.server.meeting.MeetingService;
import nl.kring.server.membership.MembershipService;
import nl.kring.server.membership.NewJoinCode;
import nl.kring.server.platform.pages.Frame;
import nl.kring.server.platform.pages.Pages;
import nl.kring.server.platform.pages.QrPicture;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;

/**
 * The page of one group for those who lead it. It stands here because it shows both databases; a
 * coordinator sees it without the pulse, which is the group's own.
 */
public final class PulsePages {
  private static final int MEETINGS = 4;

  private final PulseService pulse;
  private final GroupService groups;
  private final MeetingService meetings;
  private final MembershipService memberships;
  private final Pages pages;

  /** Over these services. */
  public PulsePages(
      PulseService pulse,
      GroupService groups,
      MeetingService meetings,
      MembershipService memberships,
      Pages pages) {
    this.pulse = pulse;
    this.groups = groups;
    this.meetings = meetings;
    this.memberships = memberships;
    this.pages = pages;
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.get("/staff/groups/{groupId}", this::group, Role.FACILITATOR, Role.COORDINATOR);
    routes.post("/staff/groups/{groupId}/join-codes", this::newJoinCode, Role.FACILITATOR);
  }

  private void group(Context ctx) {
    Caller.Staff staff = Gate.staff(ctx);
    SupportGroup group = groups.ledBy(staff, ctx.pathParam("groupId"));
    boolean isFacilitator = staff.role() == Role.FACILITATOR;
    // First what is published, which closes a week that is over; then which weeks are closed.
    Pulse published =
        isFacilitator ? pulse.published(group.id()) : new Pulse(group.id(), List.of());
    List<IsoWeek> closedWeeks = isFacilitator ? pulse.closedWeeks() : List.of();
    pages.render(
        ctx,
        "checkin/group",
        Map.of(
            "frame",
            Frame.of(staff, groups.groupsOf(staff), group.id()),
            "view",
            new GroupView(
                group,
                meetings.upcoming(group.id(), MEETINGS),
                memberships.count(group.id()),
                isFacilitator,
                PulsePicture.of(closedWeeks, published))));
  }

  private void newJoinCode(Context ctx) {
    Caller.Staff staff = Gate.staff(ctx);
    SupportGroup group = groups.ledBy(staff, ctx.pathParam("groupId"));
    NewJoinCode code = memberships.newJoinCode(group.id(), staff.staffId());
    pages.render(
        ctx,
        "checkin/join-code",
        Map.of(
            "frame", Frame.of(staff, groups.groupsOf(staff), group.id()),
            "group", group,
            "words", List.of(code.joinCode().words().split("-")),
            "mark", GroupMark.of(group.id()),
            "qr", QrPicture.of(code.qrText()),
            "lastDay", pages.words(ctx).day(code.lastDay())));
  }
}
