package nl.kring.server.meeting;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import nl.kring.model.meeting.Meeting;
import org.jspecify.annotations.Nullable;

/**
 * A form about a series or a meeting, as it was typed, so that it can be shown again when something
 * is wrong with it. Immutable.
 */
public final class PlanningForm {
  private static final int MINUTES_A_DAY = 24 * 60;
  private static final List<String> FIELDS =
      List.of(
          "rhythm",
          "every",
          "unit",
          "ordinals",
          "day",
          "lastDay",
          "start",
          "end",
          "place",
          "address",
          "onlineUrl");

  private final Map<String, List<String>> values;

  /** What is wrong with a form: the key of a text. */
  static final class FaultException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String key;

    FaultException(String fault) {
      super(fault);
      this.key = "planning.fault." + fault;
    }

    String key() {
      return key;
    }
  }

  private PlanningForm(Map<String, List<String>> values) {
    this.values = Map.copyOf(values);
  }

  /** As it was sent: what each field holds. */
  static PlanningForm sent(Function<String, List<String>> form) {
    Map<String, List<String>> values = new HashMap<>();
    FIELDS.forEach(field -> values.put(field, form.apply(field)));
    return new PlanningForm(values);
  }

  /** For a first series: on this weekday evening, every week. */
  static PlanningForm of(LocalDate firstDay) {
    return of(
        new NewMeetingSeries(Recurrence.WEEKLY, firstDay, null, LocalTime.of(20, 0), 90, null));
  }

  /** For changing a series. */
  static PlanningForm of(NewMeetingSeries series) {
    Map<String, List<String>> values = new HashMap<>();
    values.put("rhythm", List.of(rhythm(series)));
    values.put("every", List.of("" + series.every()));
    values.put("unit", List.of(series.recurrence() == Recurrence.MONTHLY ? "months" : "weeks"));
    values.put("ordinals", series.ordinals().stream().map(String::valueOf).toList());
    values.put("day", List.of(series.firstDay().toString()));
    values.put("lastDay", series.lastDay() == null ? List.of() : List.of("" + series.lastDay()));
    values.put("start", List.of(series.startTime().toString()));
    values.put("end", List.of("" + series.startTime().plusMinutes(series.durationMinutes())));
    place(values, series.address(), series.onlineUrl(), series.onlineOnly());
    return new PlanningForm(values);
  }

  /** For changing one meeting. */
  static PlanningForm of(Meeting meeting, @Nullable String usualAddress) {
    Map<String, List<String>> values = new HashMap<>();
    values.put("day", List.of("" + meeting.start().toLocalDate()));
    values.put("start", List.of("" + meeting.start().toLocalTime()));
    values.put("end", List.of("" + meeting.end().toLocalTime()));
    String address = meeting.address();
    boolean isUsual = address == null ? usualAddress == null : address.equals(usualAddress);
    place(
        values,
        isUsual ? null : address,
        meeting.onlineUrl(),
        address == null && usualAddress != null && meeting.onlineUrl() != null);
    return new PlanningForm(values);
  }

  private static String rhythm(NewMeetingSeries series) {
    return switch (series.recurrence()) {
      case ONCE -> "once";
      case WEEKLY -> series.every() == 1 ? "week" : series.every() == 2 ? "two-weeks" : "other";
      case MONTHLY -> series.every() == 1 ? "month" : "other";
    };
  }

  private static void place(
      Map<String, List<String>> values,
      @Nullable String address,
      @Nullable String onlineUrl,
      boolean isOnlineOnly) {
    values.put("place", List.of(isOnlineOnly ? "online" : address == null ? "usual" : "elsewhere"));
    values.put("address", address == null ? List.of() : List.of(address));
    values.put("onlineUrl", onlineUrl == null ? List.of() : List.of(onlineUrl));
  }

  /** What a field holds; empty for nothing. */
  public String value(String field) {
    List<String> all = values.getOrDefault(field, List.of());
    return all.isEmpty() ? "" : all.get(0).trim();
  }

  /** Whether this is chosen, of one or of many. */
  public boolean has(String field, String value) {
    return values.getOrDefault(field, List.of()).contains(value);
  }

  /** The day it is about. */
  LocalDate day() {
    return day("day");
  }

  private LocalDate day(String field) {
    return read(field, LocalDate::parse, "day");
  }

  private <T> T read(String field, Function<String, T> parse, String fault) {
    try {
      return parse.apply(value(field));
    } catch (DateTimeParseException | NumberFormatException e) {
      throw new FaultException(fault);
    }
  }

  private int minutes(LocalTime start) {
    LocalTime end = read("end", LocalTime::parse, "time");
    long minutes = Duration.between(start, end).toMinutes();
    // Until after midnight.
    return (int) (minutes <= 0 ? minutes + MINUTES_A_DAY : minutes);
  }

  private @Nullable String address() {
    return has("place", "elsewhere") ? value("address") : null;
  }

  private @Nullable String onlineUrl() {
    return value("onlineUrl").isEmpty() ? null : value("onlineUrl");
  }

  /** A check that a page explains by the part of the form that it is about. */
  private static void check(String fault, Runnable check) {
    try {
      check.run();
    } catch (IllegalArgumentException e) {
      throw new FaultException(fault);
    }
  }

  /**
   * What one meeting is to be.
   *
   * @throws FaultException what is wrong
   */
  MeetingChange.Moved moved() {
    LocalDate day = day();
    LocalTime start = read("start", LocalTime::parse, "time");
    int minutes = minutes(start);
    String address = address();
    String onlineUrl = onlineUrl();
    boolean isOnlineOnly = has("place", "online");
    check("time", () -> MeetingDetails.checkTime(start, minutes));
    check("address", () -> MeetingDetails.checkAddress(address));
    check("online", () -> MeetingDetails.checkOnline(address, onlineUrl, isOnlineOnly));
    return new MeetingChange.Moved(day, start, minutes, address, onlineUrl, isOnlineOnly);
  }

  /**
   * The series that is wanted.
   *
   * @throws FaultException what is wrong
   */
  NewMeetingSeries series() {
    MeetingChange.Moved first = moved();
    LocalDate last = value("lastDay").isEmpty() ? null : day("lastDay");
    if (last != null && last.isBefore(first.day())) {
      throw new FaultException("last-day");
    }
    Recurrence recurrence =
        switch (value("rhythm")) {
          case "once" -> Recurrence.ONCE;
          case "week", "two-weeks" -> Recurrence.WEEKLY;
          case "month" -> Recurrence.MONTHLY;
          case "other" -> has("unit", "months") ? Recurrence.MONTHLY : Recurrence.WEEKLY;
          default -> throw new FaultException("rhythm");
        };
    int every =
        switch (value("rhythm")) {
          case "two-weeks" -> 2;
          case "other" -> read("every", Integer::parseInt, "every");
          default -> 1;
        };
    if (every < 1 || every > NewMeetingSeries.MOST_EVERY) {
      throw new FaultException("every");
    }
    List<Integer> ordinals =
        recurrence == Recurrence.MONTHLY ? ordinals(first.day()) : List.<Integer>of();
    try {
      return new NewMeetingSeries(
          recurrence,
          every,
          ordinals,
          first.day(),
          recurrence == Recurrence.ONCE ? null : last,
          first.startTime(),
          first.durationMinutes(),
          first.address(),
          first.onlineUrl(),
          first.onlineOnly());
    } catch (IllegalArgumentException e) {
      throw new FaultException("day");
    }
  }

  /** What was ticked; that of the first meeting when nothing was. */
  private List<Integer> ordinals(LocalDate first) {
    List<Integer> ticked =
        values.getOrDefault("ordinals", List.of()).stream()
            .map(each -> List.of("1", "2", "3", "4", "-1").contains(each) ? each : "0")
            .map(Integer::valueOf)
            .distinct()
            .toList();
    if (ticked.isEmpty()) {
      return List.of(Occurrences.ordinal(first));
    }
    if (ticked.contains(0) || !Occurrences.isOneOf(first, ticked)) {
      throw new FaultException("ordinals");
    }
    return ticked;
  }
}
