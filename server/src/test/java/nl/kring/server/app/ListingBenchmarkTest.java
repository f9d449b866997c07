package nl.kring.server.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingBenchmarkTest {
  /** The figure itself is for {@code ./kring bench}: nothing here depends on how fast this is. */
  @Test
  void bothAreMeasuredInEveryRoundAndReportedAsARatio(@TempDir Path folder) throws Exception {
    ListingBenchmark.Result result = new ListingBenchmark(folder, 40, 5).run();
    assertEquals(40, result.groups());
    assertEquals(5, result.rounds());
    assertTrue(result.oneYearMicros() > 0 && result.tenYearsMicros() > 0, result.toString());
    assertTrue(result.lowRatio() <= result.ratio() && result.ratio() <= result.highRatio());
  }
}
