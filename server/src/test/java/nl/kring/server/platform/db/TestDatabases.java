package nl.kring.server.platform.db;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Fresh databases for tests: SQLite files in a temporary folder, and a real PostgreSQL that starts
 * at first use and is shared by all tests of this JVM. Thread-safe.
 *
 * <p>One suite for both, a fresh database for each test:
 *
 * <pre>{@code
 * @ParameterizedClass
 * @EnumSource
 * class StaffServiceTest {
 *   @AutoClose private final Database people;
 *
 *   StaffServiceTest(TestDatabases databases) {
 *     people = databases.open("people");
 *   }
 * }
 * }</pre>
 */
public enum TestDatabases {
  SQLITE {
    @Override
    public String url(Path folder, String name) {
      return "jdbc:sqlite:" + folder.resolve(name + NUMBER.incrementAndGet() + ".db");
    }
  },
  POSTGRESQL {
    @Override
    public String url(Path folder, String name) {
      return Postgres.INSTANCE.fresh(name);
    }
  };

  private static final AtomicInteger NUMBER = new AtomicInteger();

  /**
   * The address of a database that nobody used yet: opening it by {@link Database#open} migrates
   * it. The same address may be opened several times, as by several processes.
   *
   * @param folder where a SQLite file is put; its files are then the caller's to delete
   * @param name {@code people} or {@code counts}
   */
  public abstract String url(Path folder, String name);

  /** As {@link #url}, in a folder that is deleted when the JVM ends. */
  public String url(String name) {
    return url(Sqlite.FOLDER, name);
  }

  /**
   * Opens a database that nobody used yet; the caller closes it.
   *
   * @param name {@code people} or {@code counts}
   */
  public Database open(String name) {
    return Database.open(name, url(name));
  }

  /** The folder of this JVM's SQLite files, gone when the JVM ends. */
  private static final class Sqlite {
    static final Path FOLDER = temporaryFolder();

    private static Path temporaryFolder() {
      try {
        Path folder = Files.createTempDirectory("kring-test");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        return folder;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void delete(Path folder) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(each);
        }
      } catch (IOException e) {
        // A file that is still open stays in the temporary folder of the machine.
      }
    }
  }

  /** The one PostgreSQL of this JVM; it stops, and its files go, when the JVM ends. */
  private static final class Postgres {
    static final Postgres INSTANCE = new Postgres();

    private final EmbeddedPostgres server;
    private final Set<String> templates = new HashSet<>();

    private Postgres() {
      try {
        server =
            EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "300")
                // What outlives a killed process is tested; what outlives a power cut is not.
                .setServerConfig("fsync", "off")
                .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Copies a migrated template, which takes a tenth of the time of migrating. */
    synchronized String fresh(String name) {
      String template = "template_" + name;
      if (templates.add(template)) {
        execute("CREATE DATABASE " + template);
        Database.open(name, url(template)).close();
      }
      String fresh = name + NUMBER.incrementAndGet();
      execute("CREATE DATABASE " + fresh + " TEMPLATE " + template);
      return url(fresh);
    }

    private String url(String database) {
      return server.getJdbcUrl("postgres", database);
    }

    private void execute(String sql) {
      try (Connection connection = server.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
