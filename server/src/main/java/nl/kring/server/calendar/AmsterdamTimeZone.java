package nl.kring.server.calendar;

import biweekly.component.DaylightSavingsTime;
import biweekly.component.Observance;
import biweekly.component.StandardTime;
import biweekly.component.VTimezone;
import biweekly.io.TimezoneAssignment;
import biweekly.util.DateTimeComponents;
import biweekly.util.DayOfWeek;
import biweekly.util.Frequency;
import biweekly.util.Recurrence;
import biweekly.util.UtcOffset;
import java.util.TimeZone;
import nl.kring.model.time.IsoWeek;

/**
 * The clock of Europe/Amsterdam as iCalendar tells it, as it has been since 1996: forward on the
 * last Sunday of March, back on that of October, at 01:00 UTC (Directive 2000/84/EC).
 */
final class AmsterdamTimeZone {
  private static final UtcOffset WINTER = new UtcOffset(true, 1, 0);
  private static final UtcOffset SUMMER = new UtcOffset(true, 2, 0);

  private AmsterdamTimeZone() {}

  /** A fresh one; it belongs to one calendar. */
  static TimezoneAssignment assignment() {
    VTimezone zone = new VTimezone(IsoWeek.ZONE.getId());
    DaylightSavingsTime summer = new DaylightSavingsTime();
    fill(summer, "CEST", WINTER, SUMMER, new DateTimeComponents(1996, 3, 31, 2, 0, 0, false));
    zone.addDaylightSavingsTime(summer);
    StandardTime winter = new StandardTime();
    fill(winter, "CET", SUMMER, WINTER, new DateTimeComponents(1996, 10, 27, 3, 0, 0, false));
    zone.addStandardTime(winter);
    return new TimezoneAssignment(TimeZone.getTimeZone(IsoWeek.ZONE), zone);
  }

  private static void fill(
      Observance observance,
      String name,
      UtcOffset from,
      UtcOffset to,
      DateTimeComponents firstTime) {
    observance.setDateStart(firstTime);
    observance.setTimezoneOffsetFrom(from);
    observance.setTimezoneOffsetTo(to);
    observance.addTimezoneName(name);
    observance.setRecurrenceRule(
        new Recurrence.Builder(Frequency.YEARLY)
            .byMonth(firstTime.getMonth())
            .byDay(-1, DayOfWeek.SUNDAY)
            .build());
  }
}
