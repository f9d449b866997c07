package nl.kring.server.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.kring.model.group.GroupForm;
import nl.kring.model.group.GroupType;
import nl.kring.server.group.GroupService;
import nl.kring.server.group.NewGroup;
import nl.kring.server.meeting.MeetingChange;
import nl.kring.server.meeting.MeetingPause;
import nl.kring.server.meeting.MeetingService;
import nl.kring.server.meeting.NewMeetingSeries;
import nl.kring.server.meeting.Recurrence;
import nl.kring.server.municipality.MunicipalityService;
import nl.kring.server.platform.Ids;
import nl.kring.server.platform.Keyed;
import nl.kring.server.platform.KringClock;
import nl.kring.server.platform.db.Database;
import nl.kring.server.provider.ProviderService;
import org.jdbi.v3.core.Handle;

/**
 * What the next 20 meetings cost for a group with ten years of history, against one with a year:
 * two groups among 2,000, both weekly, with a meeting in five cancelled or moved and two pauses a
 * year, on SQLite in a folder of its own. Rounds of both alternate in one process, so that whatever
 * slows the machine meanwhile slows both.
 */
final class ListingBenchmark {
  /** By which {@code kring bench --case} knows it. */
  static final String NAME = "listing";

  static final int GROUPS = 2000;
  private static final int COUNT = 20;
  private static final int CALLS = 10;
  private static final int WARM_UP_ROUNDS = 100;

  private final Path folder;
  private final int size;
  private final int rounds;

  /**
   * In a folder that is empty.
   *
   * @param size how many groups there are, at least four
   * @param rounds how often both are measured
   */
  ListingBenchmark(Path folder, int size, int rounds) {
    this.folder = folder;
    this.size = size;
    this.rounds = rounds;
  }

  /**
   * What was measured.
   *
   * @param oneYearMicros median of a call
   * @param tenYearsMicros likewise
   * @param ratio median over the rounds of ten years to one year
   * @param lowRatio a quarter of the rounds are below
   * @param highRatio a quarter of the rounds are above
   */
  record Result(
      String name,
      int groups,
      int rounds,
      double oneYearMicros,
      double tenYearsMicros,
      double ratio,
      double lowRatio,
      double highRatio) {}

  /** Measures; takes some seconds. */
  Result run() throws IOException {
    try (Database people = Database.open("people", "jdbc:sqlite:" + folder.resolve("people.db"))) {
      Clock clock = Clock.systemUTC();
      ProviderService providers = new ProviderService(people);
      GroupService groups = new GroupService(people, new MunicipalityService(), providers, clock);
      MeetingService meetings = new MeetingService(people, groups, clock);
      String provider = providers.create("Bench");
      LocalDate today = KringClock.today(clock);
      List<String> measured = new ArrayList<>();
      people
          .writer()
          .useTransaction(
              handle -> {
                for (int i = 0; i < size; i++) {
                  String id = Ids.random();
                  groups.add(handle, new Keyed<>(id, id, group(provider, i)));
                  // Two in the midst of the others; what surrounds them has a year of history.
                  boolean isMeasured = i == size / 3 || i == size / 2;
                  plan(meetings, handle, id, today, i == size / 2 ? 10 : 1);
                  if (isMeasured) {
                    measured.add(id);
                  }
                }
              });
      return measure(meetings, measured.get(0), measured.get(1));
    }
  }

  private static NewGroup group(String provider, int number) {
    return new NewGroup(
        provider,
        "twelve-steps",
        "Groep " + number,
        GroupType.MIXED,
        GroupForm.IN_PERSON,
        List.of("nl"),
        "GM0344",
        "Voorbeeldstraat 1",
        false);
  }

  private static void plan(
      MeetingService meetings, Handle handle, String groupId, LocalDate today, int years) {
    LocalDate first = today.minusYears(years);
    String seriesId = Ids.random();
    NewMeetingSeries weekly =
        new NewMeetingSeries(Recurrence.WEEKLY, first, null, LocalTime.of(20, 0), 90, null);
    meetings.transfer().add(handle, groupId, new Keyed<>(seriesId, seriesId, weekly));
    Map<LocalDate, MeetingChange> changes = new TreeMap<>();
    List<MeetingPause> pauses = new ArrayList<>();
    int number = 0;
    for (LocalDate day = first; day.isBefore(today.plusMonths(3)); day = day.plusWeeks(5)) {
      changes.put(
          day,
          number++ % 2 == 0
              ? MeetingChange.CANCELLED
              : new MeetingChange(
                  new MeetingChange.Moved(
                      day.plusDays(1), LocalTime.of(19, 0), 60, null, null, false)));
    }
    for (LocalDate day = first; day.isBefore(today.plusYears(1)); day = day.plusMonths(6)) {
      pauses.add(new MeetingPause(MeetingPause.Kind.NO_MEETINGS, day, day.plusDays(13), null));
    }
    meetings.transfer().putChanges(handle, groupId, seriesId, changes);
    meetings.transfer().putPauses(handle, groupId, pauses);
  }

  private Result measure(MeetingService meetings, String oneYear, String tenYears) {
    double[] ones = new double[rounds];
    double[] tens = new double[rounds];
    double[] ratios = new double[rounds];
    for (int i = -WARM_UP_ROUNDS; i < rounds; i++) {
      // Who comes first changes each time.
      boolean isOneFirst = i % 2 == 0;
      double before = micros(meetings, isOneFirst ? oneYear : tenYears);
      double after = micros(meetings, isOneFirst ? tenYears : oneYear);
      if (i >= 0) {
        ones[i] = isOneFirst ? before : after;
        tens[i] = isOneFirst ? after : before;
        ratios[i] = tens[i] / ones[i];
      }
    }
    return new Result(
        NAME,
        size,
        rounds,
        quantile(ones, 0.5),
        quantile(tens, 0.5),
        quantile(ratios, 0.5),
        quantile(ratios, 0.25),
        quantile(ratios, 0.75));
  }

  /** What a call costs, in microseconds, on average over one round. */
  private static double micros(MeetingService meetings, String groupId) {
    long start = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      if (meetings.upcoming(groupId, COUNT).size() != COUNT) {
        throw new IllegalStateException("a weekly group has " + COUNT + " meetings to come");
      }
    }
    return (System.nanoTime() - start) / 1000.0 / CALLS;
  }

  private static double quantile(double[] values, double part) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1L, Math.round(part * (sorted.length - 1)))];
  }
}
