package nl.kring.server.uptake;

import java.time.YearMonth;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What every counter starts at, so that none ever shows how many people it counted. The one place
 * where noise comes from; thread-safe when the noise is.
 */
public final class Opening {
  /** Of a month's cells: ε = 1/4. */
  public static final int MONTH_SCALE = 4;

  /** Of a municipality's year: ε = 1/24 for each of its months. */
  public static final int YEAR_SCALE = 24;

  /** Of a cohort's milestone: ε = 1/8. */
  public static final int COHORT_SCALE = 8;

  /** So many spent tokens that are nobody's are in a month's table from the start, on average. */
  public static final int DUMMIES = 64;

  private final Noise noise;

  /** With this noise. */
  public Opening(Noise noise) {
    this.noise = noise;
  }

  /** The counters of a month. */
  public SortedMap<Cell, Integer> month(Collection<Cell> cells) {
    return open(cells, MONTH_SCALE);
  }

  /** The counters of a year. */
  public SortedMap<String, Integer> year(Collection<String> municipalities) {
    return open(municipalities, YEAR_SCALE);
  }

  /** The counters of cohorts that a month is the first to reach. */
  public SortedMap<Cohort, Integer> cohorts(YearMonth month) {
    return open(Cohort.begunBy(month), COHORT_SCALE);
  }

  private <T extends Comparable<T>> SortedMap<T, Integer> open(Collection<T> keys, int scale) {
    SortedMap<T, Integer> counters = new TreeMap<>();
    keys.forEach(each -> counters.put(each, noise.draw(scale)));
    return counters;
  }

  /** How many dummies the spent table of a month starts with. */
  public int dummies() {
    return Math.max(0, DUMMIES + noise.draw(MONTH_SCALE));
  }
}
