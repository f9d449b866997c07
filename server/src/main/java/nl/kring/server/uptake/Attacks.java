package nl.kring.server.uptake;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import nl.kring.model.uptake.UptakeType;

/**
 * Attacks on what is published, by somebody who knows everybody else and guesses whether one person
 * took part. Each is tried many times against the classes that serve, and its success is held
 * against the best that is possible, which is computed. Schemes that are known to be bad are
 * attacked too: an attack that does not break them proves nothing.
 */
public final class Attacks {
  /** The fewest tries of which the outcome says something. */
  public static final int FEWEST_TRIES = 20_000;

  /** All exponents below are whole multiples of 1/24. */
  private static final int UNIT = 24;

  /** Beyond this no noise is ever drawn, but for one in e^25 times. */
  private static final int FAR = 600;

  /** How many others are in the cell; the attacker knows it. */
  private static final int OTHERS = 9;

  private static final int MONTHS = 12;
  private static final int REQUESTS = 1_000;
  private static final Cell CELL = new Cell(Geography.COUNTRY_REST, UptakeType.MEN.wireName());
  private static final Cell SIBLING = new Cell(Geography.COUNTRY_REST, Cell.REST);

  private final Opening opening;
  private final Random random;
  private final int tries;

  /**
   * With this noise.
   *
   * @param seed of everything but the noise
   */
  public Attacks(Noise noise, long seed, int tries) {
    this.opening = new Opening(noise);
    this.random = new Random(seed);
    this.tries = tries;
  }

  /**
   * How an attack went.
   *
   * @param success how often the guess was right, from 0 to 1
   * @param optimum the most that anybody can reach; of a bad scheme, what must be passed
   * @param isBadScheme whether it must succeed
   */
  public record Outcome(
      String name, double success, double optimum, double cap, boolean isBadScheme) {
    /** Whether it went as it must. */
    public boolean isAsItMust() {
      return isBadScheme ? success > cap : success <= cap;
    }
  }

  /** A counter that the attacker reads, and by how much one person moves it. */
  private record Counter(int scale, int moved) {}

  private static List<Counter> counters(int months, boolean hasYear, int cohorts) {
    List<Counter> all =
        new ArrayList<>(Collections.nCopies(months, new Counter(Opening.MONTH_SCALE, 1)));
    if (hasYear) {
      all.add(new Counter(Opening.YEAR_SCALE, months));
    }
    all.addAll(Collections.nCopies(cohorts, new Counter(Opening.COHORT_SCALE, 1)));
    return all;
  }

  /** All attacks. */
  public List<Outcome> all() {
    List<Outcome> all = new ArrayList<>();
    all.add(attack("one month", counters(1, false, 0)));
    all.add(attack("twelve months", counters(MONTHS, false, 0)));
    all.add(attack("twelve months and the year", counters(MONTHS, true, 0)));
    all.add(attack("twelve months, the year and the cohorts", counters(MONTHS, true, 3)));
    all.add(sameRequest());
    all.add(totalMinusSibling());
    all.add(bad("bad: fresh noise per request", 0.99, this::freshNoise));
    all.add(bad("bad: exact totals, small cells suppressed", 0.99, this::suppression));
    all.add(bad("bad: a threshold of 10 on true counts", 0.99, this::threshold));
    all.add(bad("bad: rounding to 5", 0.57, this::rounding));
    return all;
  }

  // ---- the scheme that serves -----------------------------------------------------------------

  private Outcome attack(String name, List<Counter> counters) {
    int right = 0;
    for (int i = 0; i < tries; i++) {
      boolean tookPart = random.nextBoolean();
      long evidence = 0;
      for (Counter each : counters) {
        int published = start(each.scale()) + (tookPart ? each.moved() : 0);
        evidence += evidence(published, each);
      }
      right += guess(evidence) == tookPart ? 1 : 0;
    }
    return judged(name, right, optimum(counters));
  }

  /** What a counter of this scale starts at, as serving opens it. */
  private int start(int scale) {
    return switch (scale) {
      case Opening.MONTH_SCALE -> opening.month(List.of(CELL)).getOrDefault(CELL, 0);
      case Opening.YEAR_SCALE -> opening.year(List.of("GM0363")).getOrDefault("GM0363", 0);
      default -> opening.cohorts(YearMonth.of(2027, 1)).values().stream().findFirst().orElse(0);
    };
  }

  /** How much likelier a number is when the person took part, as an exponent in 24ths. */
  private static long evidence(int published, Counter counter) {
    return (long) (Math.abs(published) - Math.abs(published - counter.moved()))
        * (UNIT / counter.scale());
  }

  private boolean guess(long evidence) {
    return evidence == 0 ? random.nextBoolean() : evidence > 0;
  }

  /** The same release, read a thousand times: what was published never changes. */
  private Outcome sameRequest() {
    Counter counter = new Counter(Opening.MONTH_SCALE, 1);
    int right = 0;
    for (int i = 0; i < tries; i++) {
      boolean tookPart = random.nextBoolean();
      int published = start(counter.scale()) + (tookPart ? 1 : 0);
      long evidence = 0;
      for (int request = 0; request < REQUESTS; request++) {
        evidence += evidence(published, counter);
      }
      right += guess(evidence) == tookPart ? 1 : 0;
    }
    return judged("the same request 1,000 times", right, optimum(List.of(counter)));
  }

  /** A total minus the other cells that are in it: published numbers again. */
  private Outcome totalMinusSibling() {
    Counter counter = new Counter(Opening.MONTH_SCALE, 1);
    Geography nowhere = new Geography(List.of());
    int right = 0;
    for (int i = 0; i < tries; i++) {
      boolean tookPart = random.nextBoolean();
      SortedMap<Cell, Integer> people = new TreeMap<>(opening.month(List.of(CELL, SIBLING)));
      people.merge(CELL, OTHERS + (tookPart ? 1 : 0), Integer::sum);
      people.merge(SIBLING, OTHERS, Integer::sum);
      int total = new Totals(nowhere, people, new TreeMap<>()).all().get(0).people();
      int left = total - people.getOrDefault(SIBLING, 0) - OTHERS;
      right += guess(evidence(left, counter)) == tookPart ? 1 : 0;
    }
    return judged("a total minus the other cells", right, optimum(List.of(counter)));
  }

  private Outcome judged(String name, int right, double optimum) {
    double cap = optimum + 4 * Math.sqrt(optimum * (1 - optimum) / tries);
    return new Outcome(name, (double) right / tries, optimum, cap, false);
  }

  /**
   * How often the best guess is right, by enumeration: half the sum, over all evidence there can
   * be, of the larger of its two probabilities.
   */
  private static double optimum(List<Counter> counters) {
    TreeMap<Long, double[]> all = new TreeMap<>();
    all.put(0L, new double[] {1, 1});
    for (Counter each : counters) {
      Map<Long, double[]> one = distribution(each);
      TreeMap<Long, double[]> sum = new TreeMap<>();
      all.forEach(
          (a, p) ->
              one.forEach(
                  (b, q) -> {
                    double[] cell = sum.computeIfAbsent(a + b, key -> new double[2]);
                    cell[0] += p[0] * q[0];
                    cell[1] += p[1] * q[1];
                  }));
      all.clear();
      all.putAll(sum);
    }
    return all.values().stream().mapToDouble(each -> Math.max(each[0], each[1])).sum() / 2;
  }

  /** The probability of each evidence, of who stayed away and of who took part. */
  private static Map<Long, double[]> distribution(Counter counter) {
    double decay = Math.exp(-1.0 / counter.scale());
    double zero = (1 - decay) / (1 + decay);
    TreeMap<Long, double[]> all = new TreeMap<>();
    for (int published = -FAR; published <= FAR; published++) {
      double[] cell = all.computeIfAbsent(evidence(published, counter), key -> new double[2]);
      cell[0] += zero * Math.pow(decay, Math.abs(published));
      cell[1] += zero * Math.pow(decay, Math.abs(published - counter.moved()));
    }
    return all;
  }

  // ---- schemes that are known to be bad -------------------------------------------------------

  /** One try at a bad scheme: what is guessed of who did or did not take part. */
  private interface BadScheme {
    boolean guess(boolean tookPart);
  }

  private Outcome bad(String name, double mustPass, BadScheme scheme) {
    int right = 0;
    for (int i = 0; i < tries; i++) {
      boolean tookPart = random.nextBoolean();
      right += scheme.guess(tookPart) == tookPart ? 1 : 0;
    }
    return new Outcome(name, (double) right / tries, mustPass, mustPass, true);
  }

  /** Noise that is drawn for each request is averaged away. */
  private boolean freshNoise(boolean tookPart) {
    DiscreteLaplace fresh = new DiscreteLaplace(random::nextInt);
    long sum = 0;
    for (int request = 0; request < REQUESTS; request++) {
      sum += fresh.draw(Opening.MONTH_SCALE) + (tookPart ? 1 : 0);
    }
    return 2 * sum > REQUESTS;
  }

  /** A suppressed cell is what an exact total has left. */
  private boolean suppression(boolean tookPart) {
    int small = 3 + (tookPart ? 1 : 0);
    int total = small + OTHERS;
    return total - OTHERS > 3;
  }

  /** With nine others a number is shown to whom the tenth took part. */
  private boolean threshold(boolean tookPart) {
    int people = OTHERS + (tookPart ? 1 : 0);
    return people >= 10;
  }

  /** Of five numbers of others, one makes the rounded number jump. */
  private boolean rounding(boolean tookPart) {
    int others = random.nextInt(5) + 5;
    int shown = (others + (tookPart ? 1 : 0) + 2) / 5 * 5;
    int without = (others + 2) / 5 * 5;
    int with = (others + 3) / 5 * 5;
    return with == without ? random.nextBoolean() : shown == with;
  }
}
