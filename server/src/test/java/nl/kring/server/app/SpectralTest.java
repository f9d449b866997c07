package nl.kring.server.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
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
  private static final Path CONTRACT = Path.of("src/main/resources/openapi.yaml");

  private NodeProgram spectral;

  @BeforeAll
  void install() throws Exception {
    spectral = new NodeProgram("spectral");
  }

  private NodeProgram.Outcome lint(Path contract) throws Exception {
    return spectral.run(
        "node_modules/.bin/spectral",
        "lint",
        "--ruleset",
        "ruleset.yaml",
        "--fail-severity",
        "warn",
        contract.toAbsolutePath().toString());
  }

  @Test
  void theContractKeepsTheNationalRules() throws Exception {
    NodeProgram.Outcome outcome = lint(CONTRACT);
    assertEquals(0, outcome.exitCode(), outcome.output());
  }

  @Test
  void aContractThatBreaksThemIsRefused(@TempDir Path elsewhere) throws Exception {
    Path broken = elsewhere.resolve("openapi.yaml");
    String contract = Files.readString(CONTRACT);
    Files.writeString(broken, contract.replace("  /staff-sign-ins/me:", "  /staffSignIns/me/:"));
    NodeProgram.Outcome outcome = lint(broken);
    assertNotEquals(0, outcome.exitCode());
    assertTrue(outcome.output().contains("nlgov:paths-kebab-case"), outcome.output());
  }
}
