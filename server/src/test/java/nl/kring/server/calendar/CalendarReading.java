package nl.kring.server.calendar;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Period;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import nl.kring.model.meeting.Meeting;
import nl.kring.model.meeting.MeetingStatus;
import nl.kring.model.time.IsoWeek;

/** An iCalendar file as ical4j reads it, which shares no line with what wrote it. */
final class CalendarReading {
  /** One event of a calendar, with empty texts for what it does not say. */
  record Shown(String uid, Instant start, Instant end, String location, String url)
      implements Comparable<Shown> {
    static Shown of(Meeting meeting) {
      String address = meeting.address();
      String url = meeting.onlineUrl();
      return new Shown(
          meeting.seriesId(),
          meeting.start().atZone(IsoWeek.ZONE).toInstant(),
          meeting.end().atZone(IsoWeek.ZONE).toInstant(),
          address == null ? "" : address,
          url == null ? "" : url);
    }

    @Override
    public int compareTo(Shown other) {
      return Comparator.comparing(Shown::start)
          .thenComparing(Shown::uid)
          .thenComparing(Shown::location)
          .compare(this, other);
    }
  }

  private CalendarReading() {}

  /** Those of a list that take place and begin in a span, soonest first. */
  static List<Shown> takingPlace(List<Meeting> meetings, Instant from, Instant to) {
    return meetings.stream()
        .filter(each -> each.status() != MeetingStatus.CANCELLED)
        .map(Shown::of)
        .filter(each -> !each.start().isBefore(from) && each.start().isBefore(to))
        .sorted()
        .toList();
  }

  /** What a calendar shows that begins in a span, soonest first. */
  static List<Shown> read(byte[] file, Instant from, Instant to) throws Exception {
    Calendar calendar = new CalendarBuilder().build(new ByteArrayInputStream(file));
    List<VEvent> events =
        calendar.getComponents(Component.VEVENT).stream().map(VEvent.class::cast).toList();
    List<Shown> shown = new ArrayList<>();
    for (VEvent event : events) {
      if (event.getProperty(Property.RECURRENCE_ID).isPresent()) {
        shown.add(shown(event, instant(event.getDateTimeStart().getDate())));
        continue;
      }
      // ical4j leaves it to the reader to put changed events in the place of those they replace.
      Set<Instant> replaced =
          events.stream()
              .filter(each -> uid(each).equals(uid(event)))
              .filter(each -> each.getRecurrenceId() != null)
              .map(each -> instant(each.getRecurrenceId().getDate()))
              .collect(Collectors.toSet());
      // The rule is followed from its own begin, since it is long before the span at times.
      Period<ZonedDateTime> span =
          new Period<>(from.atZone(IsoWeek.ZONE).minusDays(1), to.atZone(IsoWeek.ZONE));
      for (Period<ZonedDateTime> each : event.<ZonedDateTime>calculateRecurrenceSet(span)) {
        if (!replaced.contains(instant(each.getStart()))) {
          shown.add(shown(event, instant(each.getStart())));
        }
      }
    }
    return shown.stream()
        .filter(each -> !each.start().isBefore(from) && each.start().isBefore(to))
        .sorted()
        .toList();
  }

  private static String uid(VEvent event) {
    return event.getUid().orElseThrow().getValue();
  }

  private static Instant instant(Temporal time) {
    return time instanceof LocalDateTime local
        ? local.toInstant(ZoneOffset.UTC)
        : Instant.from(time);
  }

  private static Shown shown(VEvent event, Instant start) {
    return new Shown(
        uid(event),
        start,
        Instant.from(start.atZone(ZoneOffset.UTC).plus(event.getDuration().getDuration())),
        event.getLocation() == null ? "" : event.getLocation().getValue(),
        event.getUrl() == null ? "" : event.getUrl().getValue());
  }
}
