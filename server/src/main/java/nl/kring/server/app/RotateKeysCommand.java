package nl.kring.server.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import nl.kring.server.platform.db.Database;
import picocli.CommandLine.Command;

/** {@code kring rotate-keys}. */
@Command(
    name = "rotate-keys",
    mixinStandardHelpOptions = true,
    description = {
      "Changes the master secret: makes a new one, wraps everything anew under it, and puts it in",
      "the place of the old. Stop every server first. Cut off anywhere, running it again ends it.",
      "Recovery codes and authenticator apps go on working; unused join codes become void."
    })
final class RotateKeysCommand implements Callable<Integer> {
  private static final long PROGRESS_NANOS = 2_000_000_000L;

  @Override
  public Integer call() throws Exception {
    AppConfig config = AppConfig.of(System.getenv());
    report(rotate(config, new Progress(System.err)::reached), config, System.out);
    return 0;
  }

  static KeyRotation.Report rotate(AppConfig config, KeyRotation.Steps steps) throws IOException {
    if (!Files.isDirectory(config.dataDir())) {
      throw new BadSettingException(Setting.DATA_DIR, "is not a folder");
    }
    try (Database people = Storage.people(Database::openAlone, config);
        Database counts = Storage.counts(config)) {
      return new KeyRotation(people, counts, config.masterSecretFile(), steps).run();
    }
  }

  private static void report(KeyRotation.Report report, AppConfig config, PrintStream out) {
    out.println("The master secret is a new one: " + config.masterSecretFile());
    out.println(
        report.secrets() == 0
            ? "Everything was wrapped under it by an earlier run, which was cut off."
            : report.secrets()
                + " keys and secrets are wrapped under it, and "
                + report.joinCodes()
                + " unused join codes are deleted.");
    out.println("Join codes that nobody used are void: facilitators make new ones.");
    out.println("Phones that are signed in sign in anew by themselves; recovery codes, staff's");
    out.println("passwords and authenticator apps, and tokens that were drawn go on working.");
    out.println("Waits after failed sign-ins are forgotten.");
    out.println(
        "Back-ups of before need the old secret, which is nowhere on this server any more.");
  }

  /** A line every two seconds. */
  private static final class Progress {
    private final PrintStream err;
    private long last = System.nanoTime();

    private Progress(PrintStream err) {
      this.err = err;
    }

    private void reached(String step, int rows) {
      long now = System.nanoTime();
      if (now - last > PROGRESS_NANOS) {
        last = now;
        err.println(step + ": " + rows + " rows");
      }
    }
  }
}
