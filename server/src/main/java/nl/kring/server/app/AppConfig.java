package nl.kring.server.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import nl.kring.server.platform.KringClock;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a server, from environment variables. Immutable.
 *
 * @param peopleUrl {@code KRING_PEOPLE_DATABASE_URL}: a JDBC address of SQLite or PostgreSQL;
 *     default the file {@code people.db} in the data folder
 * @param countsUrl {@code KRING_COUNTS_DATABASE_URL}: likewise, {@code counts.db}
 * @param dataDir {@code KRING_DATA_DIR}: a folder; default {@code kring-data}
 * @param port {@code KRING_PORT}: 0 to 65535, 0 picks a free one; default 8080
 * @param publicUrl {@code KRING_PUBLIC_URL}: how phones reach this server, for example {@code
 *     https://kring.example}; default {@code http://127.0.0.1:PORT}
 * @param masterSecretFile {@code KRING_MASTER_SECRET_FILE}: base64 of 32 random bytes or more,
 *     readable by its owner only; default {@code master-secret} in the data folder, made when
 *     missing
 * @param clock {@code KRING_CLOCK_FILE}: a file with an ISO instant, with {@code
 *     KRING_DEVELOPMENT=true} only; default the machine's clock
 * @param isDevelopment {@code KRING_DEVELOPMENT}: true or false; default false
 */
public record AppConfig(
    String peopleUrl,
    String countsUrl,
    Path dataDir,
    int port,
    String publicUrl,
    Path masterSecretFile,
    Clock clock,
    boolean isDevelopment) {

  private static final Pattern DATABASE_URL = Pattern.compile("jdbc:(sqlite:.+|postgresql://.+)");

  /** A setting that cannot be used; the message is one line for people. */
  public static final class BadSettingException extends Exception {
    private static final long serialVersionUID = 1;

    BadSettingException(String setting, String fault, String example) {
      super(setting + ": " + fault + ". Example: " + setting + "=" + example);
    }
  }

  /**
   * Reads the settings.
   *
   * @throws BadSettingException naming the setting, what is wrong, and an example
   */
  public static AppConfig of(Map<String, String> environment) throws BadSettingException {
    Path dataDir = Path.of(environment.getOrDefault("KRING_DATA_DIR", "kring-data"));
    if (Files.exists(dataDir) && !Files.isDirectory(dataDir)) {
      throw new BadSettingException("KRING_DATA_DIR", "is not a folder", "/var/lib/kring");
    }
    int port = port(environment.getOrDefault("KRING_PORT", "8080"));
    String secretFile = environment.get("KRING_MASTER_SECRET_FILE");
    return new AppConfig(
        databaseUrl(environment, "KRING_PEOPLE_DATABASE_URL", dataDir.resolve("people.db")),
        databaseUrl(environment, "KRING_COUNTS_DATABASE_URL", dataDir.resolve("counts.db")),
        dataDir,
        port,
        publicUrl(environment.getOrDefault("KRING_PUBLIC_URL", "http://127.0.0.1:" + port)),
        secretFile == null ? dataDir.resolve("master-secret") : Path.of(secretFile),
        clock(environment),
        "true".equals(environment.get("KRING_DEVELOPMENT")));
  }

  private static int port(String text) throws BadSettingException {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Told below, like a number outside the range.
    }
    throw new BadSettingException("KRING_PORT", "is not a number from 0 to 65535", "8080");
  }

  private static String databaseUrl(Map<String, String> environment, String setting, Path file)
      throws BadSettingException {
    String url = environment.getOrDefault(setting, "jdbc:sqlite:" + file);
    if (!DATABASE_URL.matcher(url).matches()) {
      throw new BadSettingException(
          setting,
          "is not a JDBC address of SQLite or PostgreSQL",
          "jdbc:postgresql://localhost/people?user=kring");
    }
    return url;
  }

  private static String publicUrl(String text) throws BadSettingException {
    try {
      URI uri = new URI(text);
      boolean isHttp = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (isHttp && uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
      }
    } catch (URISyntaxException e) {
      // Told below.
    }
    throw new BadSettingException(
        "KRING_PUBLIC_URL", "is not an http or https address", "https://kring.example");
  }

  private static Clock clock(Map<String, String> environment) throws BadSettingException {
    @Nullable String file = environment.get("KRING_CLOCK_FILE");
    if (file == null) {
      return KringClock.ofSystem();
    }
    if (!"true".equals(environment.get("KRING_DEVELOPMENT"))) {
      throw new BadSettingException(
          "KRING_CLOCK_FILE", "is for development only", "clock.txt with KRING_DEVELOPMENT=true");
    }
    try {
      return KringClock.ofFile(Path.of(file));
    } catch (IllegalStateException e) {
      throw new BadSettingException(
          "KRING_CLOCK_FILE",
          "does not hold an instant such as 2026-11-24T12:00:00Z",
          "/tmp/clock.txt");
    }
  }

  /** How long upkeep rests between two runs; in development a moved clock is noticed at once. */
  Duration upkeepDelay() {
    return isDevelopment ? Duration.ofSeconds(1) : Duration.ofSeconds(30);
  }

  /** The host of the public address, as tokens name their issuer. */
  public String issuerHost() {
    return URI.create(publicUrl).getHost();
  }
}
