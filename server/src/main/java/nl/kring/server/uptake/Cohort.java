package nl.kring.server.uptake;

import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import nl.kring.model.uptake.Channel;
import nl.kring.model.uptake.Milestone;
import org.jspecify.annotations.Nullable;

/**
 * Those who joined in one quarter, at one milestone; of those who joined, by one channel.
 *
 * @param quarter such as {@code 2026-Q4}
 * @param milestone a wire name
 * @param channel a wire name for {@code joined}; empty for the other milestones
 */
public record Cohort(String quarter, String milestone, String channel)
    implements Comparable<Cohort> {
  private static final int MONTHS = 3;

  /**
   * The cohort that a participation counts in.
   *
   * @param month the month of its key
   * @param channel null counts as another
   */
  static Cohort of(YearMonth month, Milestone milestone, @Nullable Channel channel) {
    String by =
        milestone == Milestone.JOINED ? (channel == null ? Channel.OTHER : channel).wireName() : "";
    return new Cohort(quarter(month.minusMonths(after(milestone))), milestone.wireName(), by);
  }

  private static int after(Milestone milestone) {
    return switch (milestone) {
      case JOINED -> 0;
      case MONTH3 -> 3;
      case MONTH6 -> 6;
      case MONTH12 -> 12;
    };
  }

  private static String quarter(YearMonth month) {
    return month.getYear() + "-Q" + month.get(IsoFields.QUARTER_OF_YEAR);
  }

  /** Those of a month's participations: the same ones for each month of a quarter. */
  static List<Cohort> reachedBy(YearMonth month) {
    List<Cohort> all = new ArrayList<>();
    for (Channel each : Channel.values()) {
      all.add(of(month, Milestone.JOINED, each));
    }
    for (Milestone each : List.of(Milestone.MONTH3, Milestone.MONTH6, Milestone.MONTH12)) {
      all.add(of(month, each, null));
    }
    return all;
  }

  /** Those that a month is the first to reach; none when it begins no quarter. */
  static Collection<Cohort> begunBy(YearMonth month) {
    return month.getMonthValue() % MONTHS == 1 ? reachedBy(month) : List.of();
  }

  /** Those that no month after this one can reach. */
  static Collection<Cohort> endedBy(YearMonth month) {
    return month.getMonthValue() % MONTHS == 0 ? reachedBy(month) : List.of();
  }

  @Override
  public int compareTo(Cohort other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return quarter + " " + milestone + " " + channel;
  }
}
