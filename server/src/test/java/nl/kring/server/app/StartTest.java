package nl.kring.server.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.kring.server.group.TestGroups;
import nl.kring.server.platform.OwnerOnly;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.db.TestDatabases;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a start can find out about a setting ends it with one line, whatever went wrong. */
class StartTest {
  private static final String ELSEWHERE = "jdbc:postgresql://127.0.0.1:1/people?password=geheim";

  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void settings() {
    environment.put("KRING_DATA_DIR", folder.resolve("data").toString());
  }

  private void use(TestDatabases databases) throws Exception {
    Files.createDirectories(folder.resolve("data"));
    for (String name : List.of("people", "counts")) {
      environment.put(variable(name), databases.url(folder, name));
    }
  }

  private static String variable(String database) {
    return "KRING_" + database.toUpperCase(Locale.ROOT) + "_DATABASE_URL";
  }

  /** The one line with which a start of these settings ends. */
  private String refusal() throws Exception {
    AppConfig config = AppConfig.of(environment);
    String message =
        assertThrows(
                BadSettingException.class,
                () -> {
                  try (App app = new App(config)) {
                    app.start();
                  }
                })
            .getMessage();
    assertEquals(1, message.lines().count(), message);
    assertFalse(message.contains("geheim"), message);
    assertTrue(message.matches("KRING_\\w+: .+\\. Example: KRING_\\w+=.+"), message);
    return message;
  }

  private void assertRefused(Setting setting, String fault) throws Exception {
    String message = refusal();
    assertTrue(message.startsWith(setting.variable() + ": "), message);
    assertTrue(message.contains(fault), message);
  }

  private void start() throws Exception {
    new App(AppConfig.of(environment)).close();
  }

  @Test
  void theDataFolderIsAFolderThatCanBeMade() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    environment.put("KRING_DATA_DIR", file.toString());
    assertRefused(Setting.DATA_DIR, "is not a folder");
    environment.put("KRING_DATA_DIR", file.resolve("data").toString());
    assertRefused(Setting.DATA_DIR, "cannot be made");
  }

  @Test
  void aFileThatIsNoSqliteDatabaseIsRefused() throws Exception {
    Path text = Files.writeString(folder.resolve("text.db"), "Kring is no text.\n".repeat(99));
    environment.put("KRING_COUNTS_DATABASE_URL", "jdbc:sqlite:" + text);
    assertRefused(Setting.COUNTS_DATABASE_URL, "is a file, but not an SQLite database");
    environment.put("KRING_COUNTS_DATABASE_URL", "jdbc:sqlite:" + folder);
    assertRefused(Setting.COUNTS_DATABASE_URL, "cannot be opened");
    environment.put("KRING_COUNTS_DATABASE_URL", "jdbc:sqlite:" + folder.resolve("no/such.db"));
    assertRefused(Setting.COUNTS_DATABASE_URL, "cannot be made in that folder");
  }

  @Test
  void aPostgresqlServerMustLetUsInAndHaveTheDatabase() throws Exception {
    environment.put("KRING_PEOPLE_DATABASE_URL", ELSEWHERE);
    assertRefused(Setting.PEOPLE_DATABASE_URL, "cannot be reached");
    environment.put(
        "KRING_PEOPLE_DATABASE_URL", "jdbc:postgresql://127.0.0.1:99999/people?password=geheim");
    assertRefused(Setting.PEOPLE_DATABASE_URL, "does not understand");
    environment.put("KRING_PEOPLE_DATABASE_URL", ELSEWHERE + "%ZZ");
    assertRefused(Setting.PEOPLE_DATABASE_URL, "does not understand");

    String url = TestDatabases.POSTGRESQL.url(folder, "people");
    String name = url.replaceFirst("\\?.*", "").replaceFirst(".*/", "");
    environment.put("KRING_PEOPLE_DATABASE_URL", url.replace("/" + name, "/nothere"));
    assertRefused(Setting.PEOPLE_DATABASE_URL, "does not exist on that server");
    environment.put(
        "KRING_PEOPLE_DATABASE_URL", url.replace("user=postgres", "user=nobody&password=geheim"));
    assertRefused(Setting.PEOPLE_DATABASE_URL, "wrong user or password");
  }

  @Test
  void aUserOfPostgresqlMustBeAllowedToMakeTables() throws Exception {
    String url = TestDatabases.POSTGRESQL.url(folder, "people");
    String name = url.replaceFirst("\\?.*", "").replaceFirst(".*/", "");
    try (Database people = Database.open("people", url)) {
      people
          .writer()
          .useHandle(
              handle -> {
                handle.execute("DROP SCHEMA public CASCADE");
                handle.execute("CREATE SCHEMA public");
                handle.execute("CREATE ROLE " + name + "_reader LOGIN");
              });
    }
    environment.put(
        "KRING_PEOPLE_DATABASE_URL", url.replace("user=postgres", "user=" + name + "_reader"));
    assertRefused(Setting.PEOPLE_DATABASE_URL, "needs the right to make tables");
  }

  @ParameterizedTest
  @EnumSource
  void aDatabaseOfANewerVersionIsRefused(TestDatabases databases) throws Exception {
    use(databases);
    start();
    try (Database counts = Database.open("counts", environment.get(variable("counts")))) {
      counts
          .writer()
          .useHandle(
              handle ->
                  handle.execute(
                      "INSERT INTO flyway_schema_history (installed_rank, version, description, type,"
                          + " script, checksum, installed_by, execution_time, success) SELECT 99,"
                          + " '99', 'later', type, 'V99__later.sql', 1, installed_by, 1, success"
                          + " FROM flyway_schema_history WHERE version = '1'"));
    }
    assertRefused(Setting.COUNTS_DATABASE_URL, "is a database of a newer version of Kring");
  }

  @ParameterizedTest
  @EnumSource
  void databasesThatWereExchangedAreNoticed(TestDatabases databases) throws Exception {
    use(databases);
    start();
    String people = environment.put(variable("people"), environment.get(variable("counts")));
    environment.put(variable("counts"), people);
    assertRefused(Setting.PEOPLE_DATABASE_URL, "is not the database \"people\"");
  }

  @ParameterizedTest
  @EnumSource
  void aDatabaseOfSomethingElseIsLeftAlone(TestDatabases databases) throws Exception {
    use(databases);
    try (Database people = Database.open("people", environment.get(variable("people")))) {
      people.writer().useHandle(handle -> handle.execute("DROP TABLE flyway_schema_history"));
    }
    assertRefused(Setting.PEOPLE_DATABASE_URL, "is a database of something else");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "geheim", "Z2VoZWlt", "geheim geheim geheim geheim geheim geheim geheim"})
  void aMasterSecretIsBase64OfEnoughBytes(String text) throws Exception {
    Path file = Files.createFile(folder.resolve("secret"), OwnerOnly.file());
    Files.writeString(file, text);
    environment.put("KRING_MASTER_SECRET_FILE", file.toString());
    assertRefused(Setting.MASTER_SECRET_FILE, "must hold base64 of at least 32 random bytes");
  }

  @Test
  void aMasterSecretIsAPrivateFileOfItsOwner() throws Exception {
    environment.put("KRING_MASTER_SECRET_FILE", folder.toString());
    assertRefused(Setting.MASTER_SECRET_FILE, "is not a file");
    environment.put("KRING_MASTER_SECRET_FILE", folder.resolve("no/secret").toString());
    assertRefused(Setting.MASTER_SECRET_FILE, "cannot be made");
    Path file = folder.resolve("secret");
    environment.put("KRING_MASTER_SECRET_FILE", file.toString());
    start();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertRefused(Setting.MASTER_SECRET_FILE, "others may read it");
    Files.delete(file);
    assertRefused(Setting.MASTER_SECRET_FILE, "is missing, and these databases were begun with it");
  }

  @Test
  void aPortThatIsTakenIsToldBeforeKeysAreMade() throws Exception {
    try (App app = new App(AppConfig.of(environment))) {
      TestGroups.open(
          app.people(),
          app.groups(),
          TestGroups.men(app.providers().create("Stichting Test"), "Woensdaggroep"));
    }
    try (ServerSocket taken = new ServerSocket(0)) {
      String port = Integer.toString(taken.getLocalPort());
      environment.put("KRING_PORT", port);
      assertRefused(Setting.PORT, port + " is taken");
      environment.put("KRING_PORT", "0");
      environment.put("KRING_PUBLIC_URL", "https://kring.example");
      environment.put("KRING_METRICS_PORT", port);
      assertRefused(Setting.METRICS_PORT, port + " is taken");
    }
    try (Database counts =
        Database.open("counts", "jdbc:sqlite:" + folder.resolve("data/counts.db"))) {
      int keys =
          counts
              .reader()
              .withHandle(
                  handle ->
                      handle.createQuery("SELECT COUNT(*) FROM token_key").mapTo(int.class).one());
      assertEquals(0, keys);
    }
  }

  /** What a process of its own says, line by line, when it is started with these settings. */
  private void assertEndsWithOneLine(String fault, String... arguments) throws Exception {
    KringProcess.Ended ended = KringProcess.run(folder, 60, environment, arguments);
    List<String> lines = ended.err().lines().toList();
    assertEquals(1, lines.size(), lines.toString());
    assertTrue(lines.get(0).startsWith("kring: KRING_"), lines.get(0));
    assertTrue(lines.get(0).contains(fault), lines.get(0));
    assertFalse(lines.get(0).contains("geheim"), lines.get(0));
    assertEquals(2, ended.exitCode());
    assertEquals("", ended.out());
  }

  @Test
  void aProcessEndsWithTheLineAloneAndExitCodeTwo() throws Exception {
    environment.put("KRING_PUBLIC_ULR", "https://kring.example");
    assertEndsWithOneLine("did you mean KRING_PUBLIC_URL?", "serve");
    environment.remove("KRING_PUBLIC_ULR");
    try (ServerSocket taken = new ServerSocket(0)) {
      environment.put("KRING_PORT", Integer.toString(taken.getLocalPort()));
      assertEndsWithOneLine("is taken", "serve");
    }
    environment.put("KRING_PEOPLE_DATABASE_URL", ELSEWHERE);
    assertEndsWithOneLine("cannot be reached", "export");
    String url = TestDatabases.POSTGRESQL.url(folder, "people");
    environment.put(
        "KRING_PEOPLE_DATABASE_URL", url.replace("user=postgres", "user=nobody&password=geheim"));
    assertEndsWithOneLine("wrong user or password", "init");
  }
}
