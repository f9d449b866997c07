package nl.kring.server.calendar;

import biweekly.ICalDataType;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.TimezoneAssignment;
import biweekly.io.text.ICalWriter;
import biweekly.property.Conference;
import biweekly.property.ExceptionDates;
import biweekly.util.DayOfWeek;
import biweekly.util.Duration;
import biweekly.util.Frequency;
import biweekly.util.ICalDate;
import biweekly.util.Recurrence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Locale;
import nl.kring.model.meeting.Meeting;
import nl.kring.model.meeting.MeetingStatus;
import nl.kring.model.time.IsoWeek;
import nl.kring.server.meeting.NewMeetingSeries;
import nl.kring.server.meeting.RuledSeries;
import org.jspecify.annotations.Nullable;

/**
 * A calendar as iCalendar (RFC 5545, RFC 7986). The same meetings give the same bytes. It says
 * when, and where as far as it is given that; its texts betray nothing of what a group is about.
 * Not thread-safe.
 *
 * <p>A cancelled meeting is an {@code EXDATE}, since some programs show an event of status {@code
 * CANCELLED} like any other, and nobody should come to a locked door. One that is at another time
 * or place is an event of its own with a {@code RECURRENCE-ID}.
 */
final class CalendarFeed {
  private static final String PRODUCT = "-//Kring//Kring//NL";
  private static final String NAME = "Kring";
  private static final String REFRESH = "PT6H";
  private static final Locale DUTCH = Locale.forLanguageTag("nl");

  private final ICalendar calendar = new ICalendar();

  CalendarFeed() {
    calendar.setProductId(PRODUCT);
    calendar.setName(NAME);
    calendar.addExperimentalProperty("X-WR-CALNAME", NAME);
    // biweekly's own leaves out the type, which RFC 7986 (section 5.7) asks for.
    calendar.addExperimentalProperty("REFRESH-INTERVAL", ICalDataType.DURATION, REFRESH);
    calendar.addExperimentalProperty("X-PUBLISHED-TTL", REFRESH);
  }

  /**
   * Adds a series.
   *
   * @param sequence goes up with each change
   * @param changedOn the day on which it was last changed
   */
  void add(RuledSeries ruled, long sequence, LocalDate changedOn) {
    NewMeetingSeries series = ruled.series();
    Revision revision =
        new Revision(
            ruled.first().seriesId(),
            sequence,
            Date.from(changedOn.atStartOfDay(ZoneOffset.UTC).toInstant()));
    Recurrence rule = rule(series);
    if (rule == null) {
      Meeting only = ruled.exceptions().isEmpty() ? ruled.first() : ruled.exceptions().get(0);
      if (only.status() != MeetingStatus.CANCELLED) {
        calendar.addEvent(event(only, revision));
      }
      return;
    }
    VEvent event = event(ruled.first(), revision);
    event.setDuration(minutes(series.durationMinutes()));
    event.setRecurrenceRule(rule);
    ExceptionDates cancelled = new ExceptionDates();
    ruled.exceptions().stream()
        .filter(each -> each.status() == MeetingStatus.CANCELLED)
        .forEach(each -> cancelled.getValues().add(date(ownStart(series, each))));
    if (!cancelled.getValues().isEmpty()) {
      event.addExceptionDates(cancelled);
    }
    calendar.addEvent(event);
    for (Meeting each : ruled.exceptions()) {
      if (each.status() != MeetingStatus.CANCELLED) {
        VEvent changed = event(each, revision);
        changed.setRecurrenceId(date(ownStart(series, each)));
        calendar.addEvent(changed);
      }
    }
  }

  private record Revision(String uid, long sequence, Date changedAt) {}

  private static VEvent event(Meeting meeting, Revision revision) {
    VEvent event = new VEvent();
    event.setUid(revision.uid());
    event.setDateTimeStamp(revision.changedAt());
    event.setSequence((int) Math.min(revision.sequence(), Integer.MAX_VALUE));
    event.setDateStart(date(meeting.start()));
    event.setDuration(
        minutes(
            (int)
                ChronoUnit.MINUTES.between(
                    meeting.start().atZone(IsoWeek.ZONE), meeting.end().atZone(IsoWeek.ZONE))));
    event.setSummary(
        NAME + ", " + meeting.start().getDayOfWeek().getDisplayName(TextStyle.FULL, DUTCH));
    if (meeting.address() != null) {
      event.setLocation(meeting.address());
    }
    if (meeting.onlineUrl() != null) {
      event.setUrl(meeting.onlineUrl());
      event.addConference(new Conference(meeting.onlineUrl()));
    }
    return event;
  }

  private static Duration minutes(int minutes) {
    return Duration.builder().minutes(minutes).build();
  }

  /** When the series has this meeting, wherever it was moved. */
  private static LocalDateTime ownStart(NewMeetingSeries series, Meeting meeting) {
    return meeting.day().atTime(series.startTime());
  }

  private static ICalDate date(LocalDateTime local) {
    return new ICalDate(Date.from(local.atZone(IsoWeek.ZONE).toInstant()), true);
  }

  private static @Nullable Recurrence rule(NewMeetingSeries series) {
    Recurrence.Builder rule;
    switch (series.recurrence()) {
      case WEEKLY -> rule = new Recurrence.Builder(Frequency.WEEKLY);
      case MONTHLY -> {
        rule = new Recurrence.Builder(Frequency.MONTHLY);
        DayOfWeek weekday = DayOfWeek.valueOf(series.firstDay().getDayOfWeek().name());
        series.ordinals().forEach(each -> rule.byDay(each, weekday));
      }
      default -> {
        return null;
      }
    }
    if (series.every() > 1) {
      rule.interval(series.every());
    }
    LocalDate last = series.lastDay();
    if (last != null) {
      // In UTC, since the start has a time zone (RFC 5545, section 3.3.10).
      rule.until(date(last.atTime(LocalTime.MAX.truncatedTo(ChronoUnit.SECONDS))));
    }
    return rule.build();
  }

  /** The whole calendar in UTF-8. */
  byte[] bytes() {
    TimezoneAssignment amsterdam = AmsterdamTimeZone.assignment();
    calendar.getTimezoneInfo().setDefaultTimezone(amsterdam);
    calendar.getTimezoneInfo().getTimezones().add(amsterdam);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ICalWriter writer = new ICalWriter(bytes, ICalVersion.V2_0)) {
      writer.write(calendar);
    } catch (IOException e) {
      throw new UncheckedIOException("an array takes every byte", e);
    }
    return bytes.toByteArray();
  }
}
