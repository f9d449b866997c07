package nl.kring.server.meeting;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Collectors;
import nl.kring.server.platform.pages.Words;

/** A planning in words. */
final class SeriesWords {
  private SeriesWords() {}

  /** How it repeats, as in "Om de week op woensdag". */
  static String rule(Words words, NewMeetingSeries series) {
    LocalDate first = series.firstDay();
    String weekday = words.weekday(first);
    int every = series.every();
    return switch (series.recurrence()) {
      case ONCE -> words.text("planning.rule.once", words.longDay(first));
      case WEEKLY ->
          every <= 2
              ? words.text("planning.rule.weekly." + every, weekday)
              : words.text("planning.rule.weekly", every, weekday);
      case MONTHLY ->
          every == 1
              ? words.text("planning.rule.monthly.1", ordinals(words, series.ordinals()), weekday)
              : words.text(
                  "planning.rule.monthly", every, ordinals(words, series.ordinals()), weekday);
    };
  }

  private static String ordinals(Words words, List<Integer> ordinals) {
    List<String> names =
        ordinals.stream().map(each -> words.text("planning.ordinal." + each)).toList();
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : words.text(
            "planning.and",
            names.subList(0, last).stream().collect(Collectors.joining(", ")),
            names.get(last));
  }

  /** Its time, and between which days it is. */
  static String times(Words words, NewMeetingSeries series) {
    String time = time(words, series.startTime(), series.durationMinutes());
    LocalDate last = series.lastDay();
    if (series.recurrence() == Recurrence.ONCE) {
      return time;
    }
    String first = words.longDay(series.firstDay());
    return last == null
        ? words.text("planning.since", time, first)
        : words.text("planning.during", time, first, words.longDay(last));
  }

  /** One meeting, as in "woensdag 25 november, 20.00 tot 21.30". */
  static String meeting(Words words, MeetingChange.Moved moved) {
    return words.day(moved.day()) + ", " + time(words, moved.startTime(), moved.durationMinutes());
  }

  /** A pause. */
  static String pause(Words words, MeetingPause pause) {
    return words.text(
        "planning.pause.between",
        words.text("planning.pause." + pause.kind().wireName()),
        words.longDay(pause.firstDay()),
        words.longDay(pause.lastDay()));
  }

  private static String time(Words words, LocalTime start, int minutes) {
    return words.text(
        "group.meetings.until", words.time(start), words.time(start.plusMinutes(minutes)));
  }
}
