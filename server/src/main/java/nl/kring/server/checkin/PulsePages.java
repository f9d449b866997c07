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
import nl.kring.server.group.Places;
import nl.kring.server.meeting.MeetingService;
import nl.kring.server.membership.MembershipService;
import nl.kring.server.membership.NewJoinCode;
import nl.kring.server.opening.LeadershipService;
import nl.kring.server.platform.http.Forms;
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
  private final LeadershipService leadership;
  private final MeetingService meetings;
  private final MembershipService memberships;
  private final Pages pages;

  /** Over these services. */
  public PulsePages(
      PulseService pulse,
      GroupService groups,
      LeadershipService leadership,
      MeetingService meetings,
      MembershipService memberships,
      Pages pages) {
    this.pulse = pulse;
    this.groups = groups;
    this.leadership = leadership;
    this.meetings = meetings;
    this.memberships = memberships;
    this.pages = pages;
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.get("/staff/groups/{groupId}", this::group, Role.FACILITATOR, Role.COORDINATOR);
    routes.post("/staff/groups/{groupId}/join-codes", this::newJoinCode, Role.FACILITATOR);
    routes.post(
        "/staff/groups/{groupId}/newcomers", this::newcomers, Role.FACILITATOR, Role.COORDINATOR);
  }

  private void group(Context ctx) {
    Caller.Staff staff = Gate.staff(ctx);
    SupportGroup group = groups.ledBy(staff, ctx.pathParam("groupId"));
    boolean isFacilitator = staff.role() == Role.FACILITATOR;
    boolean mayReadPulse = isFacilitator && groups.leadsLastingly(staff, group.id());
    // First what is published, which closes a week that is over; then which weeks are closed.
    Pulse published = mayReadPulse ? pulse.published(group.id()) : new Pulse(group.id(), List.of());
    List<IsoWeek> closedWeeks = mayReadPulse ? pulse.closedWeeks() : List.of();
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
                groups.openedOn(group.id()).isPresent(),
                !leadership.missing(group.id()).isEmpty(),
                groups.places(group.id()).filter(Places::closedToNewcomers).isPresent(),
                groups.leadsLastingly(staff, group.id()),
                isFacilitator,
                mayReadPulse,
                PulsePicture.of(closedWeeks, published))));
  }

  private void newcomers(Context ctx) {
    Caller.Staff staff = Gate.staff(ctx);
    String groupId = groups.lastinglyLedBy(staff, ctx.pathParam("groupId")).id();
    boolean isClosed = Forms.field(ctx, "newcomers").equals("no");
    memberships.closeToNewcomers(staff, groupId, isClosed);
    ctx.status(303).header("Location", "/staff/groups/" + groupId);
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
