package nl.kring.server.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import nl.kring.model.WireJson;
import nl.kring.server.platform.Folders;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kring bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measures what Kring promises about speed, on this machine.",
      "Works in a folder of its own, which it deletes; touches no server."
    })
final class BenchCommand implements Callable<Integer> {
  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Where to write the figures as JSON too.")
  private @Nullable Path json;

  @Option(
      names = "--case",
      paramLabel = "NAME",
      description = "Only this one. There is: " + ListingBenchmark.NAME + ".")
  private @Nullable String only;

  @Option(
      names = "--rounds",
      defaultValue = "500",
      paramLabel = "N",
      description = "How often each is measured; ${DEFAULT-VALUE} when left out.")
  private int rounds;

  private record Answer(List<ListingBenchmark.Result> results) {}

  @Override
  public Integer call() throws Exception {
    if (only != null && !only.equals(ListingBenchmark.NAME)) {
      throw new IOException("there is no case " + only + "; there is " + ListingBenchmark.NAME);
    }
    if (rounds < 1 || rounds > 1_000_000) {
      throw new IOException("--rounds is 1 to 1000000, such as 500");
    }
    Path folder = Files.createTempDirectory("kring-bench");
    try {
      ListingBenchmark.Result result =
          new ListingBenchmark(folder, ListingBenchmark.GROUPS, rounds).run();
      System.out.printf(
          Locale.ROOT,
          "%s: the next 20 meetings, among %d groups: with a year of history %.0f µs, with ten years"
              + " %.0f µs; ratio %.2f (half of %d rounds: %.2f to %.2f)%n",
          result.name(),
          result.groups(),
          result.oneYearMicros(),
          result.tenYearsMicros(),
          result.ratio(),
          result.rounds(),
          result.lowRatio(),
          result.highRatio());
      Path target = json;
      if (target != null) {
        Files.write(target, WireJson.write(new Answer(List.of(result))));
      }
      return 0;
    } finally {
      Folders.delete(folder);
    }
  }
}
