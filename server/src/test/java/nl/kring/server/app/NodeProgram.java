package nl.kring.server.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program from npm, installed by its lock file into {@code target}, for tests from outside. */
public final class NodeProgram {
  private final Path folder;

  /** What a run printed, and how it ended. */
  public record Outcome(int exitCode, String output) {}

  /**
   * Installs the folder {@code src/test/node/NAME}; skips the test, saying what to do, outside the
   * profile {@code interop} and where Node is missing.
   */
  public NodeProgram(String name) throws Exception {
    assumeTrue(Boolean.getBoolean("kring.interop"), "runs with ./kring test -Pinterop");
    assumeTrue(
        isInstalled("npm"), "skipped: install Node.js 20 or newer with npm (apt-get install npm)");
    folder = Files.createDirectories(Path.of("target", "node", name));
    try (Stream<Path> files = Files.list(Path.of("src/test/node", name))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.write(folder.resolve(file.getFileName()), Files.readAllBytes(file));
      }
    }
    Outcome installed = run("npm", "ci", "--no-audit", "--no-fund");
    assertEquals(0, installed.exitCode(), installed.output());
  }

  private static boolean isInstalled(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
  }

  /** Runs a command in its folder, five minutes at the most. */
  public Outcome run(String... command) throws IOException, InterruptedException {
    Path log = folder.resolve("log.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(String.join(" ", command) + " did not end");
    }
    return new Outcome(process.exitValue(), Files.readString(log));
  }
}
