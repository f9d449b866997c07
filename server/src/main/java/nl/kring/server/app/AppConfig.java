package nl.kring.server.app;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import nl.kring.server.opening.SafeHomeRegions;
import nl.kring.server.platform.KringClock;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a server, from environment variables (see {@link Setting} for defaults and
 * examples). Immutable.
 *
 * @param peopleUrl {@code KRING_PEOPLE_DATABASE_URL}: a JDBC address of SQLite or PostgreSQL
 * @param countsUrl {@code KRING_COUNTS_DATABASE_URL}: likewise, of another database
 * @param dataDir {@code KRING_DATA_DIR}: a folder, made when missing
 * @param port {@code KRING_PORT}: 0 to 65535, 0 picks a free one
 * @param publicUrl {@code KRING_PUBLIC_URL}: how phones reach this server; no slash at its end
 * @param masterSecretFile {@code KRING_MASTER_SECRET_FILE}: base64 of 32 random bytes or more,
 *     readable by its owner only; made when missing
 * @param metricsPort {@code KRING_METRICS_PORT}: as the port, another; null for none
 * @param safeHomeRegions {@code KRING_SAFE_HOME_REGIONS_FILE}: what this file says; none without it
 * @param clock {@code KRING_CLOCK_FILE}: a file with an ISO instant, in development only; else the
 *     machine's clock
 * @param isDevelopment {@code KRING_DEVELOPMENT}: true or false
 */
public record AppConfig(
    String peopleUrl,
    String countsUrl,
    Path dataDir,
    int port,
    String publicUrl,
    Path masterSecretFile,
    @Nullable Integer metricsPort,
    SafeHomeRegions safeHomeRegions,
    Clock clock,
    boolean isDevelopment) {

  private static final String SQLITE = "jdbc:sqlite:";
  private static final Pattern SQLITE_FILE = Pattern.compile("jdbc:sqlite:(?!:|file:)[^?]+");

  /** Narrower than the driver, which logs what it does not understand, password and all. */
  private static final Pattern POSTGRESQL =
      Pattern.compile(
          "jdbc:postgresql://HOST(,HOST)*/[^\\s/?]+(\\?\\S*)?"
              .replace("HOST", "(\\[[0-9A-Fa-f:.]+]|[^\\s:/?#,@\\[\\]]+)(:\\d{1,5})?"));

  private static final Pattern DEFAULT_PORT = Pattern.compile(":5432(?=[,/])");

  /**
   * Reads the settings; makes nothing.
   *
   * @throws BadSettingException naming the setting, what is wrong, and an example
   */
  public static AppConfig of(Map<String, String> environment) throws BadSettingException {
    Setting.refuseUnknown(environment);
    Path dataDir = path(Setting.DATA_DIR, Setting.DATA_DIR.of(environment));
    int port = port(Setting.PORT, Setting.PORT.of(environment));
    boolean isDevelopment = isTrue(environment, Setting.DEVELOPMENT);
    String peopleUrl = databaseUrl(environment, Setting.PEOPLE_DATABASE_URL);
    String countsUrl = databaseUrl(environment, Setting.COUNTS_DATABASE_URL);
    if (isSameDatabase(peopleUrl, countsUrl)) {
      throw new BadSettingException(
          Setting.COUNTS_DATABASE_URL,
          "is the database of KRING_PEOPLE_DATABASE_URL; they must be two");
    }
    return new AppConfig(
        peopleUrl,
        countsUrl,
        dataDir,
        port,
        publicUrl(environment, port),
        path(Setting.MASTER_SECRET_FILE, Setting.MASTER_SECRET_FILE.of(environment)),
        metricsPort(environment, port),
        safeHomeRegions(environment),
        clock(environment, isDevelopment),
        isDevelopment);
  }

  private static SafeHomeRegions safeHomeRegions(Map<String, String> environment)
      throws BadSettingException {
    String file = Setting.SAFE_HOME_REGIONS_FILE.in(environment);
    if (file == null) {
      return SafeHomeRegions.NONE;
    }
    Path path = path(Setting.SAFE_HOME_REGIONS_FILE, file);
    try {
      return SafeHomeRegions.read(path);
    } catch (IOException e) {
      throw new BadSettingException(Setting.SAFE_HOME_REGIONS_FILE, path + ": " + e.getMessage());
    }
  }

  private static Path path(Setting setting, String text) throws BadSettingException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new BadSettingException(setting, "is not a path on this machine");
    }
  }

  private static int port(Setting setting, String text) throws BadSettingException {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Told below, like a number outside the range.
    }
    throw new BadSettingException(setting, "is not a number from 0 to 65535");
  }

  private static @Nullable Integer metricsPort(Map<String, String> environment, int port)
      throws BadSettingException {
    String text = Setting.METRICS_PORT.in(environment);
    if (text == null) {
      return null;
    }
    int metricsPort = port(Setting.METRICS_PORT, text);
    if (metricsPort == port && port != 0) {
      throw new BadSettingException(
          Setting.METRICS_PORT, "is KRING_PORT too; the public port never shows metrics");
    }
    return metricsPort;
  }

  private static boolean isTrue(Map<String, String> environment, Setting setting)
      throws BadSettingException {
    return switch (setting.of(environment)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new BadSettingException(setting, "is neither true nor false");
    };
  }

  private static String databaseUrl(Map<String, String> environment, Setting setting)
      throws BadSettingException {
    String url = setting.of(environment);
    if (url.startsWith(SQLITE)) {
      boolean isFile =
          SQLITE_FILE.matcher(url).matches()
              && path(setting, url.substring(SQLITE.length())).getFileName() != null;
      if (!isFile) {
        throw new BadSettingException(
            setting, "is not jdbc:sqlite: and a file (no parameters, not in memory)");
      }
    } else if (!POSTGRESQL.matcher(url).matches()) {
      throw new BadSettingException(setting, "is not a JDBC address of SQLite or PostgreSQL");
    }
    return url;
  }

  private static boolean isSameDatabase(String one, String other) {
    if (one.startsWith(SQLITE) && other.startsWith(SQLITE)) {
      return isSameFile(
          Path.of(one.substring(SQLITE.length())), Path.of(other.substring(SQLITE.length())));
    }
    return plain(one).equals(plain(other));
  }

  private static boolean isSameFile(Path one, Path other) {
    try {
      if (Files.exists(one) && Files.exists(other)) {
        return Files.isSameFile(one, other);
      }
      return real(one.toAbsolutePath()).equals(real(other.toAbsolutePath()));
    } catch (IOException e) {
      return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }
  }

  /** Without links and dots, also of a file that is yet to be made, by the folder above it. */
  private static Path real(Path absolute) throws IOException {
    Path folder = absolute.getParent();
    return folder == null || Files.exists(absolute)
        ? absolute.toRealPath()
        : real(folder).resolve(String.valueOf(absolute.getFileName())).normalize();
  }

  /** Server and database; two names of one server are noticed when the database is opened. */
  private static String plain(String url) {
    String bare = DEFAULT_PORT.matcher(url.replaceFirst("\\?.*", "")).replaceAll("");
    int name = bare.lastIndexOf('/');
    return bare.substring(0, name).toLowerCase(Locale.ROOT) + bare.substring(name);
  }

  private static String publicUrl(Map<String, String> environment, int port)
      throws BadSettingException {
    if (port == 0 && !environment.containsKey(Setting.PUBLIC_URL.variable())) {
      throw new BadSettingException(
          Setting.PUBLIC_URL,
          "must be set when KRING_PORT is 0: phones cannot know which port will be picked");
    }
    String text = Setting.PUBLIC_URL.of(environment);
    String url = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    try {
      URI uri = new URI(url);
      boolean isHttp = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (isHttp && uri.getHost() != null && uri.getPort() <= 65_535) {
        String bare = uri.getScheme() + "://" + uri.getHost();
        if (url.equals(uri.getPort() < 0 ? bare : bare + ":" + uri.getPort())) {
          return url;
        }
        throw new BadSettingException(
            Setting.PUBLIC_URL,
            "has more than scheme, host and port (no path, user, query or fragment)");
      }
    } catch (URISyntaxException e) {
      // Told below.
    }
    throw new BadSettingException(Setting.PUBLIC_URL, "is not an http or https address");
  }

  private static Clock clock(Map<String, String> environment, boolean isDevelopment)
      throws BadSettingException {
    @Nullable String file = Setting.CLOCK_FILE.in(environment);
    if (file == null) {
      return KringClock.ofSystem();
    }
    if (!isDevelopment) {
      throw new BadSettingException(
          Setting.CLOCK_FILE, "is for development only, with KRING_DEVELOPMENT=true");
    }
    try {
      return KringClock.ofFile(Path.of(file));
    } catch (IllegalStateException | InvalidPathException e) {
      throw new BadSettingException(
          Setting.CLOCK_FILE,
          "is not a file that holds an instant such as 2026-11-24T12:00:00Z and can be read");
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
