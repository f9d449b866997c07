package nl.kring.server.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import nl.kring.server.platform.db.TestDatabases;
import nl.kring.server.platform.security.Role;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InitCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int init(Map<String, String> environment, String name) throws Exception {
    out.reset();
    err.reset();
    return InitCommand.run(
        AppConfig.of(environment),
        name,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @EnumSource
  void itPrintsALinkUntilThereIsAnAdministratorAndThenRefuses(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment.put("KRING_DATA_DIR", folder.resolve("data").toString());
    folder.resolve("data").toFile().mkdirs();
    environment.put("KRING_PEOPLE_DATABASE_URL", databases.url(folder, "people"));
    environment.put("KRING_COUNTS_DATABASE_URL", databases.url(folder, "counts"));
    environment.put("KRING_PUBLIC_URL", "https://kring.example");
    assertEquals(0, init(environment, "beheerder"));
    assertTrue(
        out.toString(StandardCharsets.UTF_8).contains("https://kring.example/staff/invitations/"));
    assertEquals(2, init(environment, " "));
    assertEquals(1, err.toString(StandardCharsets.UTF_8).lines().count());

    assertEquals(0, init(environment, "beheerder"), "nobody accepted yet");
    try (App app = new App(AppConfig.of(environment))) {
      app.staff().create("Bram", Role.ADMINISTRATOR, null, null, "een lang wachtwoord");
    }
    assertEquals(2, init(environment, "beheerder"));
    assertEquals(
        "kring: there is an administrator already, who can invite others",
        err.toString(StandardCharsets.UTF_8).strip());
    assertEquals("", out.toString(StandardCharsets.UTF_8));
  }
}
