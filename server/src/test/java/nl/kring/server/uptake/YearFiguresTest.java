package nl.kring.server.uptake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class YearFiguresTest {
  @Test
  void theSameAmountIsAddedToEachAndNobodyComesBelowZero() {
    assertEquals(
        Map.of("GM0001", 6, "GM0002", 3),
        YearFigures.of(Map.of("GM0001", 60, "GM0002", 24), 12, 9));
    assertEquals(
        Map.of("GM0001", 9, "GM0002", 0),
        YearFigures.of(Map.of("GM0001", 108, "GM0002", -40), 12, 9));
    assertEquals(
        Map.of("GM0001", 0, "GM0002", 0),
        YearFigures.of(Map.of("GM0001", -1, "GM0002", 5), 12, -3));
  }

  @Test
  void whateverTheCountersAreTheFiguresAddUp() {
    Random random = new Random(12);
    for (int i = 0; i < 10_000; i++) {
      Map<String, Integer> counters = new TreeMap<>();
      int municipalities = 1 + random.nextInt(8);
      for (int each = 0; each < municipalities; each++) {
        counters.put("GM000" + each, random.nextInt(300) - 60);
      }
      int mean = random.nextInt(80) - 10;
      Map<String, Integer> figures = YearFigures.of(counters, 1 + random.nextInt(12), mean);
      assertEquals(counters.keySet(), figures.keySet());
      assertEquals(Math.max(0, mean), figures.values().stream().mapToInt(each -> each).sum());
      assertTrue(figures.values().stream().allMatch(each -> each >= 0));
    }
  }
}
