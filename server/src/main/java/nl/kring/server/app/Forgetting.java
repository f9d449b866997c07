package nl.kring.server.app;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import nl.kring.model.time.IsoWeek;
import nl.kring.server.platform.db.Database;
import org.jspecify.annotations.Nullable;

/**
 * Makes the files of both databases forget: what was deleted, and in which order rows came.
 *
 * <p>On SQLite, at each run, the log that holds every change of its own is folded away, and once a
 * night from 04:00 the whole of {@code people} is rewritten. On PostgreSQL, once a night, the small
 * tables in which a row stands for something that a participant did, and the wrapped keys, are
 * rewritten in the order of their keys; the rings of spent tokens are emptied whole instead.
 */
final class Forgetting {
  private static final LocalTime NIGHT = LocalTime.of(4, 0);
  private static final List<String> PEOPLE =
      List.of("incident", "join_code", "membership", "recovery", "token_draw");
  private static final List<String> COUNTS =
      List.of(
          "pulse_answer",
          "pulse_day",
          "pulse_week",
          "token_key",
          "uptake_cell",
          "uptake_cohort",
          "uptake_year");

  private final Database people;
  private final Database counts;
  private final Clock clock;
  private volatile @Nullable LocalDate lastNight;

  Forgetting(Database people, Database counts, Clock clock) {
    this.people = people;
    this.counts = counts;
    this.clock = clock;
  }

  /** Does what is due; twice in a night, as after a restart, only costs time. */
  void run() {
    ZonedDateTime now = clock.instant().atZone(IsoWeek.ZONE);
    LocalDate night =
        now.toLocalTime().isBefore(NIGHT) ? now.toLocalDate().minusDays(1) : now.toLocalDate();
    boolean isDue = !night.equals(lastNight);
    if (isDue) {
      people.forgetEarlierStates(PEOPLE);
    } else {
      people.forgetDeletedRows(List.of());
    }
    counts.forgetDeletedRows(isDue ? COUNTS : List.of());
    lastNight = night;
  }
}
