package nl.kring.server.app;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import nl.kring.server.demo.DemoCommand;
import nl.kring.server.platform.db.DatabaseInUseException;
import nl.kring.server.platform.security.Rewrapping;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. Exit code 0: done; 1: failed; 2: bad input. */
@Command(
    name = "kring",
    mixinStandardHelpOptions = true,
    version = "kring " + Main.VERSION,
    description = "Software under peer-support groups.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      Main.Serve.class,
      InitCommand.class,
      DemoCommand.class,
      ImportCommand.class,
      ExportCommand.class,
      RotateKeysCommand.class,
      BenchCommand.class,
      AttacksCommand.class,
      PartitionCommand.class,
      Main.Test.class
    })
public final class Main implements Callable<Integer> {
  static final String VERSION = "0.1.0";

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    int exitCode =
        new CommandLine(new Main()).setExecutionExceptionHandler(Main::explain).execute(arguments);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  private static int explain(Exception e, CommandLine commandLine, CommandLine.ParseResult parsed) {
    if (e instanceof DatabaseInUseException || e instanceof Rewrapping.NeitherOpensException) {
      commandLine.getErr().println("kring: " + e.getMessage());
      return 1;
    }
    boolean isBadInput = e instanceof IOException;
    commandLine.getErr().println(isBadInput ? "kring: " + e.getMessage() : "kring: failed: " + e);
    return isBadInput ? 2 : 1;
  }

  @Override
  public Integer call() {
    CommandLine.usage(this, System.out);
    return 0;
  }

  /**
   * Keeps a server up until the process is asked to stop; then stops it gracefully.
   *
   * @param afterwards run once it has stopped
   */
  public static void serveUntilStopped(App app, Runnable afterwards) throws InterruptedException {
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stop.countDown();
                  try {
                    stopped.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  // A signal would make the exit code 143; a graceful stop is a success.
                  Runtime.getRuntime().halt(0);
                },
                "stop"));
    stop.await();
    app.close();
    afterwards.run();
    stopped.countDown();
  }

  /** {@code kring serve}. */
  @Command(
      name = "serve",
      mixinStandardHelpOptions = true,
      description = "Runs the server, with the settings of the KRING_… variables.")
  static final class Serve implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      App app = new App(AppConfig.of(System.getenv())).start();
      System.out.println("Kring listens on port " + app.port() + ".");
      serveUntilStopped(app, () -> {});
      return 0;
    }
  }

  /** {@code kring test}: the launcher does it; listed here so that the usage is complete. */
  @Command(name = "test", description = "Builds and runs all tests (./kring test).")
  static final class Test implements Callable<Integer> {
    @Override
    public Integer call() {
      System.err.println("kring: tests are run by the launcher: ./kring test");
      return 2;
    }
  }
}
