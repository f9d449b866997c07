package nl.kring.server.calendar;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import nl.kring.model.group.SupportGroup;
import nl.kring.server.group.GroupService;
import nl.kring.server.meeting.MeetingCalendar;
import nl.kring.server.meeting.MeetingService;
import nl.kring.server.meeting.RuledSeries;
import nl.kring.server.platform.KringClock;
import nl.kring.server.staff.CalendarAddressService;

/** When groups meet, for the calendars of other programs. Thread-safe. */
public final class CalendarService {
  /** How much of the past a calendar holds, in whole months: less than is kept of changes. */
  private static final int MONTHS_BACK = 12;

  private final GroupService groups;
  private final MeetingService meetings;
  private final CalendarAddressService addresses;
  private final Clock clock;

  /** Over these services. */
  public CalendarService(
      GroupService groups, MeetingService meetings, CalendarAddressService addresses, Clock clock) {
    this.groups = groups;
    this.meetings = meetings;
    this.addresses = addresses;
    this.clock = clock;
  }

  /**
   * The calendar of a group as everybody may see it: where only if the group makes that public, and
   * never how online. Empty for an unknown group.
   */
  public Optional<byte[]> ofGroup(String groupId) {
    return groups
        .publicView(groupId)
        .map(
            group -> {
              CalendarFeed feed = new CalendarFeed();
              add(
                  feed,
                  group,
                  groups.isAddressPublic(groupId)
                      ? RuledSeries::withoutOnlineUrl
                      : RuledSeries::withoutPlaces);
              return feed.bytes();
            });
  }

  /**
   * The calendar of whoever has this secret address: all groups that they lead, with all places.
   * Empty when it is nobody's any more.
   */
  public Optional<byte[]> ofAddress(String secret) {
    return addresses.owner(secret).map(staff -> ofGroups(groups.groupsOf(staff)));
  }

  private byte[] ofGroups(List<SupportGroup> led) {
    CalendarFeed feed = new CalendarFeed();
    led.forEach(group -> add(feed, group, UnaryOperator.identity()));
    return feed.bytes();
  }

  private void add(CalendarFeed feed, SupportGroup group, UnaryOperator<RuledSeries> shown) {
    // From the first of a month, so that the bytes change with the planning and not each day.
    LocalDate from = KringClock.today(clock).minusMonths(MONTHS_BACK).withDayOfMonth(1);
    MeetingCalendar calendar = meetings.calendar(group.id(), from);
    long sequence = calendar.version() + groups.revision(group.id());
    calendar
        .series()
        .forEach(series -> feed.add(shown.apply(series), sequence, calendar.changedOn()));
  }
}
