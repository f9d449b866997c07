package nl.kring.server.uptake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscreteLaplaceTest {
  /** What is less likely than this is not followed any further. */
  private static final double NEGLIGIBLE = 1e-6;

  /** Walks through everything that a source of chance can answer, one path at a time. */
  private static final class Paths implements IntUnaryOperator {
    private final List<Integer> choices = new ArrayList<>();
    private final List<Integer> bounds = new ArrayList<>();
    private int step;
    private double weight = 1;

    private static final class CutException extends RuntimeException {
      private static final long serialVersionUID = 1;
    }

    @Override
    public int applyAsInt(int bound) {
      if (step == choices.size()) {
        choices.add(0);
        bounds.add(bound);
      }
      assertEquals(bounds.get(step), bound, "the same path asks the same");
      weight /= bound;
      if (weight < NEGLIGIBLE) {
        throw new CutException();
      }
      return choices.get(step++);
    }

    /** Goes on to the next path; false after the last. */
    boolean next() {
      while (choices.size() > step + (weight < NEGLIGIBLE ? 1 : 0)) {
        choices.remove(choices.size() - 1);
        bounds.remove(bounds.size() - 1);
      }
      step = 0;
      weight = 1;
      for (int last = choices.size() - 1; last >= 0; last--) {
        if (choices.get(last) + 1 < bounds.get(last)) {
          choices.set(last, choices.get(last) + 1);
          return true;
        }
        choices.remove(last);
        bounds.remove(last);
      }
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void eachValueHasItsExactProbability(int scale) {
    Paths paths = new Paths();
    TreeMap<Integer, Double> found = new TreeMap<>();
    double cut = 0;
    do {
      try {
        int value = new DiscreteLaplace(paths).draw(scale);
        found.merge(value, paths.weight, Double::sum);
      } catch (Paths.CutException e) {
        cut += paths.weight;
      }
    } while (paths.next());
    double total = found.values().stream().mapToDouble(each -> each).sum();
    assertEquals(1, total + cut, 1e-9, "every path was walked once");
    assertTrue(cut < 0.1, "little was left out: " + cut);
    double decay = Math.exp(-1.0 / scale);
    for (int value = -3; value <= 3; value++) {
      double exact = (1 - decay) / (1 + decay) * Math.pow(decay, Math.abs(value));
      double lower = found.getOrDefault(value, 0.0);
      assertTrue(lower <= exact + 1e-9, value + ": at least " + lower + ", exactly " + exact);
      assertTrue(exact <= lower + cut, value + ": at most " + (lower + cut) + ", not " + exact);
      assertEquals(found.getOrDefault(-value, 0.0), lower, 1e-9, "as often below as above");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8, 24})
  void manyDrawsLieAsFarFromZeroAsTheyShould(int scale) {
    Random random = new Random(scale);
    DiscreteLaplace noise = new DiscreteLaplace(random::nextInt);
    int draws = 200_000;
    long sum = 0;
    long absolute = 0;
    for (int i = 0; i < draws; i++) {
      int value = noise.draw(scale);
      sum += value;
      absolute += Math.abs(value);
    }
    double decay = Math.exp(-1.0 / scale);
    double deviation = Math.sqrt(2 * decay) / (1 - decay);
    assertEquals(0, (double) sum / draws, 5 * deviation / Math.sqrt(draws));
    double expected = 2 * decay / (1 - decay * decay);
    assertEquals(expected, (double) absolute / draws, 5 * deviation / Math.sqrt(draws));
  }

  @Test
  void ofNineInTenMonthsACellIsNineOffAtTheMost() {
    DiscreteLaplace noise = new DiscreteLaplace(new Random(9)::nextInt);
    int draws = 100_000;
    int near = 0;
    for (int i = 0; i < draws; i++) {
      near +=
          Math.abs(noise.draw(Opening.MONTH_SCALE)) <= Release.Parameters.CURRENT.range90() ? 1 : 0;
    }
    assertEquals(0.908, (double) near / draws, 0.005);
  }

  @Test
  void noFloatingPointTouchesIt() throws Exception {
    Path classes =
        Path.of(DiscreteLaplace.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    StringWriter code = new StringWriter();
    PrintWriter printer = new PrintWriter(code);
    int exit =
        ToolProvider.findFirst("javap")
            .orElseThrow()
            .run(
                printer,
                printer,
                "-c",
                "-p",
                "-cp",
                classes.toString(),
                DiscreteLaplace.class.getName());
    assertEquals(0, exit, code.toString());
    assertTrue(code.toString().contains("invokeinterface"), "the code was printed");
    List<String> floating =
        code.toString()
            .lines()
            .filter(
                each ->
                    each.matches(" *[0-9]+: [fd][a-z0-9_]+.*|.*(Math\\.exp|double|float).*")
                        && !each.contains(": dup"))
            .toList();
    assertEquals(List.of(), floating);
  }
}
