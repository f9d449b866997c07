package nl.kring.server.uptake;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The mean number of participants per month of each municipality of a unit, made to add up to what
 * was published of the unit. Whole numbers only.
 */
final class YearFigures {
  private YearFigures() {}

  /**
   * Divides a unit's mean over its municipalities: each counter divided by the months, with the
   * same amount added to each; whoever comes below zero stands at zero, and the largest remainders
   * are rounded up.
   *
   * @param counters of the year, by municipality; at least one
   * @param months that were counted, at least one
   * @param mean participants per month of the whole unit; below zero counts as zero
   */
  static SortedMap<String, Integer> of(Map<String, Integer> counters, int months, int mean) {
    int total = Math.max(0, mean);
    TreeSet<String> above = new TreeSet<>(counters.keySet());
    SortedMap<String, BigInteger> parts = new TreeMap<>();
    while (!above.isEmpty()) {
      // Each part times (months · how many there are), so that nothing is rounded yet.
      BigInteger size = BigInteger.valueOf(above.size());
      BigInteger sum = BigInteger.ZERO;
      for (String each : above) {
        sum = sum.add(BigInteger.valueOf(counters.getOrDefault(each, 0)));
      }
      BigInteger added = BigInteger.valueOf((long) total * months).subtract(sum);
      parts.clear();
      for (String each : above) {
        BigInteger counter = BigInteger.valueOf(counters.getOrDefault(each, 0));
        parts.put(each, counter.multiply(size).add(added));
      }
      List<String> below =
          parts.entrySet().stream()
              .filter(each -> each.getValue().signum() < 0)
              .map(Map.Entry::getKey)
              .toList();
      if (below.isEmpty()) {
        break;
      }
      above.removeAll(below);
      parts.keySet().removeAll(below);
    }
    return rounded(counters, parts, BigInteger.valueOf((long) months * above.size()), total);
  }

  private static SortedMap<String, Integer> rounded(
      Map<String, Integer> counters,
      SortedMap<String, BigInteger> parts,
      BigInteger denominator,
      int total) {
    SortedMap<String, Integer> figures = new TreeMap<>();
    counters.keySet().forEach(each -> figures.put(each, 0));
    int given = 0;
    SortedMap<String, BigInteger> remainders = new TreeMap<>();
    for (Map.Entry<String, BigInteger> each : parts.entrySet()) {
      BigInteger[] whole = each.getValue().divideAndRemainder(denominator);
      figures.put(each.getKey(), whole[0].intValueExact());
      remainders.put(each.getKey(), whole[1]);
      given += whole[0].intValueExact();
    }
    List<Map.Entry<String, BigInteger>> order = new ArrayList<>(remainders.entrySet());
    order.sort(
        Map.Entry.<String, BigInteger>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey()));
    for (Map.Entry<String, BigInteger> each : order) {
      if (given < total) {
        figures.merge(each.getKey(), 1, Integer::sum);
        given++;
      }
    }
    return figures;
  }
}
