package nl.kring.server.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract against the NL API Design Rules, by the linter that their authors use. Runs with
 * {@code -Pinterop}, where Node is.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpectralTest {
  private static final Path SOURCES = Path.of("src/test/node/spectral");
  private static final Path CONTRACT = Path.of("src/main/resources/openapi.yaml");

  private Path folder;

  private record Outcome(int exitCode, String output) {}

  @BeforeAll
  void install() throws Exception {
    assumeTrue(Boolean.getBoolean("kring.interop"), "runs with -Pinterop (./kring test -Pinterop)");
    assumeTrue(isInstalled("npm"), "install Node.js 20 or newer with npm (apt-get install npm)");
    folder = Files.createDirectories(Path.of("target/spectral"));
    for (String name : List.of("package.json", "package-lock.json", ".npmrc")) {
      Files.write(folder.resolve(name), Files.readAllBytes(SOURCES.resolve(name)));
    }
    Outcome installed = run("npm", "ci", "--no-audit", "--no-fund");
    assertEquals(0, installed.exitCode(), installed.output());
  }

  private static boolean isInstalled(String program) {
    for (String each : System.getenv("PATH").split(File.pathSeparator)) {
      if (Files.isExecutable(Path.of(each, program))) {
        return true;
      }
    }
    return false;
  }

  private Outcome run(String... command) throws IOException, InterruptedException {
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

  private Outcome lint(Path contract) throws Exception {
    return run(
        "node_modules/.bin/spectral",
        "lint",
        "--ruleset",
        SOURCES.resolve("nl-adr-linter.yaml").toAbsolutePath().toString(),
        "--fail-severity",
        "warn",
        contract.toAbsolutePath().toString());
  }

  @Test
  void theContractKeepsTheNationalRules() throws Exception {
    Outcome outcome = lint(CONTRACT);
    assertEquals(0, outcome.exitCode(), outcome.output());
  }

  @Test
  void aContractThatBreaksThemIsRefused(@TempDir Path elsewhere) throws Exception {
    Path broken = elsewhere.resolve("openapi.yaml");
    String contract = Files.readString(CONTRACT);
    Files.writeString(broken, contract.replace("  /staff-sign-ins/me:", "  /staffSignIns/me/:"));
    Outcome outcome = lint(broken);
    assertNotEquals(0, outcome.exitCode());
    assertTrue(outcome.output().contains("nlgov:paths-kebab-case"), outcome.output());
  }
}
