package nl.kring.server.uptake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** PRIVACY § 3: every attack stays under its cap, and breaks what must break. */
class AttacksTest {
  private static List<Attacks.Outcome> outcomes(Noise noise) {
    return new Attacks(noise, 3, Attacks.FEWEST_TRIES).all();
  }

  @Test
  void everyAttackStaysUnderItsCapAndEveryBadSchemeBreaks() {
    List<Attacks.Outcome> all = outcomes(new DiscreteLaplace(new Random(1)::nextInt));
    for (Attacks.Outcome each : all) {
      assertTrue(each.isAsItMust(), each.toString());
    }
    Map<String, Double> optimum =
        all.stream().collect(Collectors.toMap(Attacks.Outcome::name, Attacks.Outcome::optimum));
    assertEquals(0.562, optimum.get("one month"), 0.0005);
    assertEquals(0.664, optimum.get("twelve months"), 0.0005);
    assertEquals(0.687, optimum.get("twelve months and the year"), 0.0005);
  }

  @Test
  void aSamplerOfZerosIsCaught() {
    for (Attacks.Outcome each : outcomes(scale -> 0)) {
      assertEquals(each.isBadScheme(), each.isAsItMust(), each.toString());
    }
  }

  @Test
  void aSamplerWithHalfTheNoiseIsCaught() {
    DiscreteLaplace noise = new DiscreteLaplace(new Random(2)::nextInt);
    assertFalse(
        outcomes(scale -> noise.draw(scale / 2)).stream().allMatch(Attacks.Outcome::isAsItMust));
  }
}
