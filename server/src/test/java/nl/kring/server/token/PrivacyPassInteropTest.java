package nl.kring.server.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.LocalDate;
import nl.kring.model.time.IsoWeek;
import nl.kring.server.app.NodeProgram;
import nl.kring.server.app.TestServer;
import nl.kring.server.platform.db.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cloudflare's Privacy Pass client for Node, unmodified, draws from a running server with a
 * member's access token and redeems. Runs with {@code -Pinterop}.
 */
class PrivacyPassInteropTest {
  @Test
  void aStandardClientDrawsAndRedeems(@TempDir Path folder) throws Exception {
    NodeProgram client = new NodeProgram("privacypass");
    try (TestServer server = new TestServer(TestDatabases.SQLITE, folder)) {
      TestServer.Phone phone = server.join();
      LocalDate today = LocalDate.ofInstant(TestServer.THURSDAY, IsoWeek.ZONE);
      NodeProgram.Outcome outcome =
          client.run(
              "node",
              "client.mjs",
              server.address,
              phone.accessToken(),
              server.groupId,
              today.toString());
      assertEquals(0, outcome.exitCode(), outcome.output());
      assertTrue(outcome.output().contains("drew 2, redeemed 1"), outcome.output());
    }
  }
}
