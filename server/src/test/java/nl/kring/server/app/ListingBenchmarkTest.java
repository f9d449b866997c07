package nl.kring.server.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingBenchmarkTest {
  /** A loose bound, for a machine that is busy; {@code ./kring bench} shows the figure itself. */
  @Test
  void tenYearsOfHistoryCostNoMoreThanOne(@TempDir Path folder) throws Exception {
    ListingBenchmark.Result result = new ListingBenchmark(folder, 300).run();
    assertEquals(2000, result.groups());
    assertTrue(result.ratio() < 1.1, result.toString());
    assertTrue(result.lowRatio() <= result.ratio() && result.ratio() <= result.highRatio());
  }
}
