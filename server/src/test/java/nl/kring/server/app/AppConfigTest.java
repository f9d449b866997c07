package nl.kring.server.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a setting is seen before anything is made, and said in one line. */
class AppConfigTest {
  private record Row(String byDefault, String example) {}

  /** The table for those who run a server, by name. */
  private static Map<String, Row> table() throws IOException {
    Matcher row =
        Pattern.compile(
                "(?m)^\\| `(KRING_\\w+)` \\| [^|]+ \\| (?:`([^`]+)`|none) \\| `([^`]+)` \\|$")
            .matcher(Files.readString(Path.of("../docs/operations.md")));
    Map<String, Row> table = new LinkedHashMap<>();
    while (row.find()) {
      table.put(row.group(1), new Row(row.group(2), row.group(3)));
    }
    return table;
  }

  private static String refusal(Map<String, String> environment) {
    String message =
        assertThrows(BadSettingException.class, () -> AppConfig.of(environment)).getMessage();
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  private static String refusal(String setting, String value) {
    String message = refusal(Map.of(setting, value));
    assertTrue(message.startsWith(setting + ": "), message);
    assertTrue(message.contains(" Example: " + setting + "="), message);
    return message;
  }

  @Test
  void theTableOfTheDocumentationIsWhatTheCodeReads() throws Exception {
    Map<String, Row> ofTheCode = new LinkedHashMap<>();
    for (Setting each : Setting.values()) {
      ofTheCode.put(each.variable(), new Row(each.byDefault(), each.example()));
    }
    assertEquals(ofTheCode, table());
  }

  @ParameterizedTest
  @EnumSource
  void everyExampleIsAccepted(Setting setting, @TempDir Path folder) throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment.put(setting.variable(), setting.example());
    if (setting == Setting.SAFE_HOME_REGIONS_FILE) {
      Path regions = folder.resolve("regions.csv");
      Files.writeString(regions, "municipality,region\nGM0344,Utrecht\n");
      environment.put(setting.variable(), regions.toString());
    }
    if (setting == Setting.CLOCK_FILE) {
      Path clock = folder.resolve(setting.example());
      Files.writeString(clock, "2026-11-24T12:00:00Z\n");
      environment.put(setting.variable(), clock.toString());
      environment.put("KRING_DEVELOPMENT", "true");
    }
    AppConfig.of(environment);
  }

  @Test
  void whatIsNotSetHasItsDefault() throws Exception {
    AppConfig config = AppConfig.of(Map.of("PATH", "/bin"));
    assertEquals(Path.of("kring-data"), config.dataDir());
    assertEquals(8080, config.port());
    assertEquals("http://127.0.0.1:8080", config.publicUrl());
    assertEquals("jdbc:sqlite:kring-data/people.db", config.peopleUrl());
    assertEquals("jdbc:sqlite:kring-data/counts.db", config.countsUrl());
    assertEquals(Path.of("kring-data/master-secret"), config.masterSecretFile());
    assertFalse(config.isDevelopment());

    AppConfig moved = AppConfig.of(Map.of("KRING_DATA_DIR", "/srv/k", "KRING_PORT", "80"));
    assertEquals("http://127.0.0.1:80", moved.publicUrl());
    assertEquals("jdbc:sqlite:/srv/k/people.db", moved.peopleUrl());
    assertEquals(Path.of("/srv/k/master-secret"), moved.masterSecretFile());
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyTextIsNoSetting(Setting setting) {
    assertTrue(refusal(setting.variable(), " ").contains("is empty"));
  }

  @ParameterizedTest
  @CsvSource({
    "KRING_PUBLIC_ULR, KRING_PUBLIC_URL",
    "KRING_PEOPLE_URL, KRING_PEOPLE_DATABASE_URL",
    "KRING_SECRET_FILE, KRING_MASTER_SECRET_FILE",
    "KRING_DEV, KRING_DEVELOPMENT"
  })
  void aMistypedNameIsToldWithTheLikelyOne(String mistyped, String likely) {
    String message = refusal(Map.of(mistyped, "x"));
    assertTrue(
        message.startsWith(mistyped + ": is not a setting of Kring; did you mean " + likely));
    assertTrue(message.contains(" Example: " + likely + "="), message);
  }

  @Test
  void theLauncherMayTellItsChildrenThatItBuilds() throws Exception {
    AppConfig.of(Map.of("KRING_BUILDING", "1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-1", "65536", "http", "80 80", "8_0", "tcp://10.0.0.1:80", "99999999999"})
  void aPortIsANumber(String port) {
    assertTrue(refusal("KRING_PORT", port).contains("is not a number from 0 to 65535"));
  }

  @Test
  void theMetricsHaveAPortOfTheirOwn() throws Exception {
    assertNull(AppConfig.of(Map.of()).metricsPort());
    assertEquals(9464, AppConfig.of(Map.of("KRING_METRICS_PORT", "9464")).metricsPort());
    assertTrue(refusal("KRING_METRICS_PORT", "8080").contains("is KRING_PORT too"));
    assertTrue(refusal("KRING_METRICS_PORT", "high").contains("is not a number"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "1", "TRUE", "true "})
  void developmentIsTrueOrFalse(String text) {
    assertTrue(refusal("KRING_DEVELOPMENT", text).contains("is neither true nor false"));
  }

  @Test
  void aPortThatIsPickedNeedsAnAddressThatIsKnown() throws Exception {
    String message = refusal(Map.of("KRING_PORT", "0"));
    assertTrue(message.startsWith("KRING_PUBLIC_URL: must be set when KRING_PORT is 0"), message);
    AppConfig.of(Map.of("KRING_PORT", "0", "KRING_PUBLIC_URL", "https://kring.example"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kring.example",
        "ftp://kring.example",
        "https://",
        "https://kring example",
        " https://kring.example",
        "https://kring_server",
        "https://kring.example:99999",
        "https://kring.example:port"
      })
  void anAddressThatIsNoneIsRefused(String url) {
    assertTrue(refusal("KRING_PUBLIC_URL", url).contains("is not an http or https address"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://kring.example/groups",
        "https://kring.example//",
        "https://bram:geheim@kring.example",
        "https://kring.example?x",
        "https://kring.example#x",
        "https://kring.example:"
      })
  void anAddressWithMoreThanSchemeHostAndPortIsRefused(String url) {
    String message = refusal("KRING_PUBLIC_URL", url);
    assertTrue(message.contains("has more than scheme, host and port"), message);
    assertFalse(message.contains("geheim"), message);
  }

  @Test
  void aSlashAtTheEndOfTheAddressIsLeftOut() throws Exception {
    assertEquals(
        "https://kring.example:8443",
        AppConfig.of(Map.of("KRING_PUBLIC_URL", "https://kring.example:8443/")).publicUrl());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://localhost/people?password=geheim",
        "postgresql://localhost/people?password=geheim",
        "jdbc:postgresql://kring:geheim@localhost/people",
        "jdbc:postgresql://localhost",
        "jdbc:postgresql:people?password=geheim",
        "jdbc:postgresql://localhost/people?password=geheim x",
        "jdbc:sqlite:",
        "jdbc:sqlite::memory:",
        "jdbc:sqlite:file:people.db",
        "jdbc:sqlite:people.db?password=geheim",
      })
  void aDatabaseIsASqliteFileOrOnPostgresqlAndItsAddressIsNotRepeated(String url) {
    String message = refusal("KRING_PEOPLE_DATABASE_URL", url);
    assertFalse(message.contains("geheim"), message);
    assertTrue(refusal("KRING_COUNTS_DATABASE_URL", url).contains(": is not "));
  }

  @Test
  void thePeopleAndTheCountsAreTwoDatabasesHoweverTheyAreWritten(@TempDir Path folder)
      throws Exception {
    Path file = Files.createDirectory(folder.resolve("a")).resolve("x.db");
    Files.createSymbolicLink(folder.resolve("b"), folder.resolve("a"));
    Path relative = Path.of("").toAbsolutePath().relativize(file);
    List<List<String>> same = new ArrayList<>();
    for (Path other :
        List.of(file, relative, folder.resolve("a/../a/./x.db"), folder.resolve("b/x.db"))) {
      same.add(List.of("jdbc:sqlite:" + file, "jdbc:sqlite:" + other));
    }
    same.add(
        List.of("jdbc:postgresql://db/x?user=a&password=geheim", "jdbc:postgresql://DB:5432/x"));
    for (boolean exists : List.of(false, true)) {
      if (exists) {
        Files.createFile(file);
        Files.createLink(folder.resolve("hard.db"), file);
        same.add(List.of("jdbc:sqlite:" + file, "jdbc:sqlite:" + folder.resolve("hard.db")));
      }
      for (List<String> each : same) {
        String message =
            refusal(
                Map.of(
                    "KRING_PEOPLE_DATABASE_URL", each.get(0),
                    "KRING_COUNTS_DATABASE_URL", each.get(1)));
        assertTrue(message.startsWith("KRING_COUNTS_DATABASE_URL: is the database of"), message);
        assertFalse(message.contains("geheim"), message);
      }
    }
    AppConfig.of(
        Map.of(
            "KRING_PEOPLE_DATABASE_URL", "jdbc:postgresql://db/people",
            "KRING_COUNTS_DATABASE_URL", "jdbc:postgresql://db/counts"));
    AppConfig.of(
        Map.of(
            "KRING_PEOPLE_DATABASE_URL", "jdbc:postgresql://db:5433/kring",
            "KRING_COUNTS_DATABASE_URL", "jdbc:postgresql://db:5432/kring"));
  }

  @Test
  void aClockFileHoldsAnInstantAndIsForDevelopmentOnly(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("clock.txt");
    Files.writeString(file, "2026-11-24T12:00:00Z");
    String message = refusal("KRING_CLOCK_FILE", file.toString());
    assertTrue(message.contains("is for development only"), message);
    Path text = Files.writeString(folder.resolve("text"), "half past nine");
    for (Path bad : List.of(folder.resolve("none"), folder, text)) {
      message = refusal(Map.of("KRING_CLOCK_FILE", bad.toString(), "KRING_DEVELOPMENT", "true"));
      assertTrue(message.startsWith("KRING_CLOCK_FILE: is not a file that holds"), message);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|line 1: expected a line such as GM0344,Utrecht",
        "municipality,region|line 2: expected a line such as GM0344,Utrecht",
        "GM0344,Utrecht|line 1: expected the columns municipality,region",
        "municipality,region~~# leeg~Utrecht,Utrecht|line 4: it begins with no CBS code",
        "municipality,region~GM9999,Utrecht|line 2: it begins with no CBS code",
        "municipality,region~GM0344|line 2: it begins with no CBS code",
        "municipality,region~GM0344,|line 2: a region has 1 to 100 characters",
        "municipality,region~GM0344,A~GM0344,B|line 3: GM0344 stands there a second time"
      })
  void aFaultInTheRegionsOfVeiligThuisIsToldWithItsFileAndLine(
      String content, String said, @TempDir Path folder) throws Exception {
    Path file = folder.resolve("regions.csv");
    Files.writeString(file, content.replace('~', '\n'));
    String message = refusal("KRING_SAFE_HOME_REGIONS_FILE", file.toString());
    assertTrue(message.contains(file + ": " + said), message);
  }

  @Test
  void theRegionsOfVeiligThuisAreReadAsTheyStandThere(@TempDir Path folder) throws Exception {
    assertTrue(
        refusal("KRING_SAFE_HOME_REGIONS_FILE", folder.resolve("none.csv").toString())
            .contains("it cannot be read"));
    Path file = folder.resolve("regions.csv");
    Files.write(file, new byte[] {'m', (byte) 0xE9});
    assertTrue(
        refusal("KRING_SAFE_HOME_REGIONS_FILE", file.toString()).contains("it is not UTF-8"));
    Files.writeString(
        file,
        "\uFEFFmunicipality,region\r\n# van de gemeente\r\nGM0344,\"Utrecht, en \"\"om\"\"\"\r\n");
    var regions =
        AppConfig.of(Map.of("KRING_SAFE_HOME_REGIONS_FILE", file.toString())).safeHomeRegions();
    assertEquals("Utrecht, en \"om\"", regions.of("GM0344").orElseThrow());
    assertTrue(regions.of("GM0363").isEmpty());
  }
}
