package nl.kring.server.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import nl.kring.server.transfer.FaultyFileException;
import nl.kring.server.transfer.ImportReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kring import}. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Brings in providers, programmes, groups and meetings from a JSON file (docs/import.md):",
      "all of it or nothing. A server may be running on the same databases."
    })
final class ImportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The file.")
  private Path file = Path.of("");

  @Override
  public Integer call() throws Exception {
    if (!Files.exists(file)) {
      throw new IOException("there is no file " + file);
    }
    try (InputStream in = Files.newInputStream(file);
        App app = new App(AppConfig.of(System.getenv()))) {
      print(bringIn(app, in), System.out);
      return 0;
    } catch (FaultyFileException e) {
      for (FaultyFileException.Fault fault : e.faults()) {
        System.err.printf(
            "%s:%d:%d: %s%n", file, fault.place().line(), fault.place().column(), fault.sentence());
      }
      System.err.println("kring: nothing was imported.");
      return 2;
    }
  }

  private static ImportReport bringIn(App app, InputStream in) throws IOException {
    try (ProgressLine line = ProgressLine.onTerminal("groups")) {
      return app.transfer().bringIn(in, line::show);
    }
  }

  private static void print(ImportReport report, PrintStream out) {
    out.printf("%-15s %8s %8s %10s%n", "", "added", "changed", "unchanged");
    print("programmes", report.programmes(), out);
    print("providers", report.providers(), out);
    print("groups", report.groups(), out);
    print("meeting series", report.meetingSeries(), out);
    print("facilitators", report.facilitators(), out);
    report.notes().forEach(out::println);
  }

  private static void print(String what, ImportReport.Tally tally, PrintStream out) {
    out.printf("%-15s %8d %8d %10d%n", what, tally.added(), tally.changed(), tally.unchanged());
  }
}
