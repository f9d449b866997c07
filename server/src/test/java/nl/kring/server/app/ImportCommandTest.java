package nl.kring.server.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import nl.kring.server.app.KringProcess.Ended;
import nl.kring.server.platform.Thorough;
import nl.kring.server.platform.db.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code kring import} and {@code export} as people run them: processes of their own, beside a
 * running server.
 */
class ImportCommandTest {
  private static final int KILLS = Thorough.or(1, 4);
  private static final int GROUPS = 300;

  private static Ended run(Path folder, Map<String, String> environment, String... arguments)
      throws Exception {
    return KringProcess.run(folder, 120, environment, arguments);
  }

  /** A file of a provider with many groups, other ones for each number. */
  private static Path manyGroups(Path folder, int number) throws IOException {
    StringBuilder file = new StringBuilder();
    file.append(
        """
        {"formatVersion": 1,
         "providers": [{"key": "veel-%d", "name": "Veel %d"}],
         "groups": ["""
            .formatted(number, number));
    for (int i = 0; i < GROUPS; i++) {
      file.append(i == 0 ? "\n" : ",\n")
          .append(
              """
              {"key": "g-%d-%d", "provider": "veel-%d", "programme": "twelve-steps",
               "name": "Groep", "type": "men", "form": "in-person", "languages": ["nl"],
               "municipality": "GM0344", "meetingSeries": [{"key": "w", "recurrence": "weekly",
               "firstDay": "2026-12-01", "startTime": "20:00", "durationMinutes": 90}]}"""
                  .formatted(number, i, number));
    }
    return Files.writeString(folder.resolve("many" + number + ".json"), file.append("]}\n"));
  }

  private static int count(TestServer server, String table) {
    return server
        .app
        .people()
        .reader()
        .withHandle(
            handle -> handle.createQuery("SELECT COUNT(*) FROM " + table).mapTo(int.class).one());
  }

  @ParameterizedTest
  @MethodSource("nl.kring.server.platform.Thorough#databases")
  @EnabledIfSystemProperty(
      named = "kring.thorough",
      matches = "true",
      disabledReason = "skipped: a long one, for -Dkring.thorough=true")
  void anImportThatIsKilledHasDoneAllOrNothing(TestDatabases databases, @TempDir Path folder)
      throws Exception {
    try (TestServer server = new TestServer(databases, folder)) {
      Random random = new Random(databases.ordinal());
      long begun = System.nanoTime();
      Path first = manyGroups(folder, KILLS);
      assertEquals(0, run(folder, server.environment, "import", first.toString()).exitCode());
      int millis = (int) ((System.nanoTime() - begun) / 1_000_000);
      int whole = 1;
      for (int kill = 0; kill < KILLS; kill++) {
        Process process =
            KringProcess.of(server.environment, "import", manyGroups(folder, kill).toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("killed.log").toFile())
                .start();
        Thread.sleep(millis / 4 + random.nextInt(millis));
        process.destroyForcibly().waitFor();
        int providers = count(server, "provider") - 1;
        assertTrue(providers == whole || providers == whole + 1, "all or nothing");
        whole = providers;
        assertEquals(1 + whole * GROUPS, count(server, "support_group"));
        assertEquals(whole * GROUPS, count(server, "meeting_series"));
      }
      Path file = manyGroups(folder, 0);
      assertEquals(0, run(folder, server.environment, "import", file.toString()).exitCode());
      Ended again = run(folder, server.environment, "import", file.toString());
      assertTrue(
          again.out().matches("(?s).*groups +0 +0 +" + GROUPS + "\\R.*"),
          again.out() + again.err());
    }
  }

  @Test
  void theExitCodeSaysHowItWent(@TempDir Path folder) throws Exception {
    try (TestServer server = new TestServer(TestDatabases.SQLITE, folder)) {
      // The server's own Samir works for another provider.
      Path example = folder.resolve("example.json");
      Files.writeString(
          example,
          Files.readString(Path.of("../docs/import-example.json")).replace("Samir", "Ruud"));
      Ended done = run(folder, server.environment, "import", example.toString());
      assertEquals(0, done.exitCode(), done.err());
      assertTrue(done.out().matches("(?s).*groups +2 +0 +0\\R.*"), done.out());
      assertEquals(1, server.app.groups().directory(null, null).size(), "two are being prepared");

      Path bad = folder.resolve("bad.json");
      Files.writeString(
          bad, Files.readString(example).replace("GM0344", "GM9999").replace("Woens", "Vrij"));
      Ended refused = run(folder, server.environment, "import", bad.toString());
      assertEquals(2, refused.exitCode());
      assertEquals(
          bad
              + ":33:23: there is no municipality \"GM9999\"; expected a CBS code such as GM0363\n"
              + "kring: nothing was imported.\n",
          refused.err());
      assertEquals(2, run(folder, server.environment, "import", "no-such.json").exitCode());
      assertEquals(2, run(folder, server.environment, "import", folder.toString()).exitCode());
      assertEquals(2, run(folder, server.environment, "import").exitCode());

      Path exported = folder.resolve("export.json");
      Ended printed = run(folder, server.environment, "export");
      assertEquals(0, run(folder, server.environment, "export", exported.toString()).exitCode());
      assertEquals(printed.out(), Files.readString(exported));
      assertEquals(0, run(folder, server.environment, "import", exported.toString()).exitCode());

      Map<String, String> broken = new HashMap<>(server.environment);
      broken.put("KRING_PEOPLE_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/people");
      assertEquals(2, run(folder, broken, "import", example.toString()).exitCode());
    }
  }
}
