package nl.kring.server.app;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.concurrent.Callable;
import nl.kring.server.uptake.Attacks;
import nl.kring.server.uptake.DiscreteLaplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kring attacks}: what somebody who knows everybody else learns about one person. */
@Command(
    name = "attacks",
    mixinStandardHelpOptions = true,
    description = "Attacks the published numbers, and says how often the guess is right.")
final class AttacksCommand implements Callable<Integer> {
  @Option(
      names = "--tries",
      description = "How often each is tried; ${DEFAULT-VALUE} when left out, and at least.")
  private int tries = Attacks.FEWEST_TRIES;

  @Option(names = "--seed", description = "Of the attacks; the noise is as when serving.")
  private long seed = new SecureRandom().nextLong();

  @Override
  public Integer call() {
    if (tries < Attacks.FEWEST_TRIES) {
      System.err.println(
          "kring: --tries is "
              + tries
              + ": fewer than "
              + Attacks.FEWEST_TRIES
              + " prove nothing, as in --tries 50000");
      return 2;
    }
    boolean isFine = true;
    System.out.println("attack                                       right   best    limit");
    for (Attacks.Outcome each : new Attacks(DiscreteLaplace.secure(), seed, tries).all()) {
      isFine &= each.isAsItMust();
      System.out.printf(
          Locale.ROOT,
          "%-44s %.3f   %.3f   %s %.3f   %s%n",
          each.name(),
          each.success(),
          each.optimum(),
          each.isBadScheme() ? ">" : "<",
          each.cap(),
          each.isAsItMust() ? "ok" : "NOT SO");
    }
    System.out.println(isFine ? "All as it must be." : "Not as it must be.");
    return isFine ? 0 : 1;
  }
}
