package nl.kring.server.platform.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import nl.kring.server.platform.OwnerOnly;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * One of the two databases, {@code people} or {@code counts}, on SQLite or PostgreSQL, migrated and
 * ready. Thread-safe.
 *
 * <p>On SQLite one pool writes (each transaction begins IMMEDIATE) and another only reads; on
 * PostgreSQL one pool does both. Failed statements never show their arguments in a message.
 */
public final class Database implements AutoCloseable {
  private static final int BUSY_TIMEOUT_MILLIS = 15_000;
  private static final int CHECKPOINT_TIMEOUT_MILLIS = 250;
  private static final String SQLITE_PREFIX = "jdbc:sqlite:";

  /** PostgreSQL's driver logs an address that it cannot read, with the password in it. */
  private static final Logger DRIVER_LOG = Logger.getLogger("org.postgresql");

  static {
    DRIVER_LOG.setLevel(Level.OFF);
  }

  /** What a database runs on. */
  public enum Vendor {
    SQLITE,
    POSTGRESQL
  }

  private final String name;
  private final Vendor vendor;
  private final HikariDataSource writing;
  private final HikariDataSource reading;
  private final Jdbi writer;
  private final Jdbi reader;
  private final @Nullable Presence presence;

  private Database(
      String name,
      Vendor vendor,
      HikariDataSource writing,
      HikariDataSource reading,
      @Nullable Presence presence) {
    this.name = name;
    this.vendor = vendor;
    this.presence = presence;
    this.writing = writing;
    this.reading = reading;
    this.writer = jdbi(writing);
    this.reader = writing == reading ? writer : jdbi(reading);
  }

  /**
   * Opens and migrates, for whoever looks at it or tests.
   *
   * @param name {@code people} or {@code counts}: names the folder of its migrations
   * @param jdbcUrl {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://…}
   * @throws UnusableDatabaseException when it cannot be reached or written, or its history is
   *     another than this version's
   */
  public static Database open(String name, String jdbcUrl) {
    return open(name, jdbcUrl, null);
  }

  /**
   * The same, for a process that works with it beside others, until it is closed.
   *
   * @throws DatabaseInUseException while a process has it alone
   */
  public static Database openToServe(String name, String jdbcUrl) throws DatabaseInUseException {
    return openPresent(name, jdbcUrl, false);
  }

  /**
   * The same, for a process that has it alone until it is closed.
   *
   * @throws DatabaseInUseException while another works with it, beside others or alone
   */
  public static Database openAlone(String name, String jdbcUrl) throws DatabaseInUseException {
    return openPresent(name, jdbcUrl, true);
  }

  private static Database openPresent(String name, String jdbcUrl, boolean isAlone)
      throws DatabaseInUseException {
    Vendor vendor = vendor(jdbcUrl);
    String url = jdbcUrl;
    if (vendor == Vendor.SQLITE) {
      String lock = realPath(jdbcUrl.substring(SQLITE_PREFIX.length())) + ".lock";
      makeOwnersOnly(lock);
      url = SQLITE_PREFIX + lock;
    }
    Presence presence = new Presence(url, vendor, isAlone);
    try {
      return open(name, jdbcUrl, presence);
    } catch (RuntimeException e) {
      presence.close();
      throw e;
    }
  }

  /** The same for every way that leads to a file: a link is no second database. */
  private static Path realPath(String file) {
    Path path = Path.of(file).toAbsolutePath();
    try {
      makeOwnersOnly(file);
      return path.toRealPath();
    } catch (IOException e) {
      return path;
    }
  }

  private static Vendor vendor(String jdbcUrl) {
    return jdbcUrl.startsWith(SQLITE_PREFIX) ? Vendor.SQLITE : Vendor.POSTGRESQL;
  }

  private static Database open(String name, String jdbcUrl, @Nullable Presence presence) {
    Vendor vendor = vendor(jdbcUrl);
    if (vendor == Vendor.SQLITE) {
      makeOwnersOnly(jdbcUrl.substring(SQLITE_PREFIX.length()));
      DataSource source = sqlite(jdbcUrl, false);
      migrate(name, vendor, Flyway.configure().dataSource(source));
      return new Database(
          name,
          vendor,
          pool(name + "-write", source, 4),
          pool(name + "-read", sqlite(jdbcUrl, true), 4),
          presence);
    }
    String url = withoutErrorDetail(jdbcUrl);
    // Before there is a pool, which would log what it ran into.
    migrate(name, vendor, Flyway.configure().dataSource(url, null, null));
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setPoolName(name);
    config.setMaximumPoolSize(10);
    config.setConnectionTimeout(BUSY_TIMEOUT_MILLIS);
    HikariDataSource pool = new HikariDataSource(config);
    return new Database(name, vendor, pool, pool, presence);
  }

  /** A new file is its owner's alone; SQLite gives the files beside it the same permissions. */
  private static void makeOwnersOnly(String file) {
    Path path = Path.of(file);
    if (OwnerOnly.isPossible() && !Files.exists(path)) {
      try {
        Files.createFile(path, OwnerOnly.file());
      } catch (FileAlreadyExistsException e) {
        // Another process was first.
      } catch (IOException e) {
        throw new UnusableDatabaseException("cannot be made in that folder");
      }
    }
  }

  /** The driver's messages would quote the row that failed; nothing of a row may reach a log. */
  private static String withoutErrorDetail(String jdbcUrl) {
    return jdbcUrl + (jdbcUrl.contains("?") ? "&" : "?") + "logServerErrorDetail=false";
  }

  private static DataSource sqlite(String jdbcUrl, boolean readOnly) {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.setReadOnly(readOnly);
    if (!readOnly) {
      config.setJournalMode(SQLiteConfig.JournalMode.WAL);
      config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
      config.enforceForeignKeys(true);
      config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
      config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    }
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(jdbcUrl);
    return source;
  }

  private static HikariDataSource pool(String name, DataSource source, int size) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(source);
    config.setPoolName(name);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setReadOnly(name.endsWith("-read"));
    config.setConnectionTimeout(BUSY_TIMEOUT_MILLIS);
    return new HikariDataSource(config);
  }

  private static void migrate(String name, Vendor vendor, FluentConfiguration configuration) {
    Flyway flyway =
        configuration
            .locations(locations(name, vendor))
            // By default what a newer version did would be overlooked.
            .ignoreMigrationPatterns(new String[0])
            .placeholders(
                vendor == Vendor.SQLITE
                    ? Map.of("bytes", "BLOB", "clustered", "WITHOUT ROWID", "instant", "TIMESTAMP")
                    : Map.of(
                        "bytes", "BYTEA", "clustered", "", "instant", "TIMESTAMP WITH TIME ZONE"))
            .load();
    try {
      flyway.migrate();
    } catch (FlywayValidateException e) {
      throw UnusableDatabaseException.ofHistory(
          name,
          flyway.validateWithResult().invalidMigrations.stream()
              .map(each -> each.errorDetails.errorCode)
              .toList());
    } catch (FlywayException e) {
      throw UnusableDatabaseException.of(e);
    }
  }

  /** The folder of both vendors, and that of what really differs, where there is one. */
  private static String[] locations(String name, Vendor vendor) {
    String shared = "classpath:db/" + name;
    return name.equals("people")
        ? new String[] {shared, shared + "-" + vendor.name().toLowerCase(Locale.ROOT)}
        : new String[] {shared};
  }

  private static Jdbi jdbi(DataSource source) {
    Jdbi jdbi = Jdbi.create(source).installPlugin(new SqlObjectPlugin());
    jdbi.registerRowMapper(new RecordMapperFactory());
    jdbi.getConfig(StatementExceptions.class)
        .setMessageRendering(StatementExceptions.MessageRendering.NONE);
    return jdbi;
  }

  /** {@code people} or {@code counts}. */
  public String name() {
    return name;
  }

  /** What it runs on. */
  public Vendor vendor() {
    return vendor;
  }

  /** For transactions that write. On SQLite they wait for each other, up to 15 seconds. */
  public Jdbi writer() {
    return writer;
  }

  /** For reading; on SQLite it never waits for a writer, and cannot write. */
  public Jdbi reader() {
    return reader;
  }

  /** The pool that writes, for libraries that want a data source. */
  public DataSource dataSource() {
    return writing;
  }

  /** How many threads wait for a connection now. */
  public int waiting() {
    int waiting = waiting(writing);
    return writing == reading ? waiting : waiting + waiting(reading);
  }

  private static int waiting(HikariDataSource pool) {
    HikariPoolMXBean state = pool.getHikariPoolMXBean();
    return state == null ? 0 : state.getThreadsAwaitingConnection();
  }

  /** Appended to a SELECT: keeps the rows as they are until this transaction ends. */
  public String forShare() {
    return vendor == Vendor.SQLITE ? "" : " FOR SHARE";
  }

  /** Appended to a SELECT: nobody else changes or deletes the rows until this transaction ends. */
  public String forUpdate() {
    return vendor == Vendor.SQLITE ? "" : " FOR UPDATE";
  }

  /**
   * Until this transaction ends, no other that asks this goes on, in any process; it is to be asked
   * before anything is read. On SQLite a transaction that writes is alone as it is.
   *
   * @param what for which work; only those of the same name wait for each other
   */
  public void alone(Handle handle, String what) {
    if (vendor == Vendor.POSTGRESQL) {
      handle
          .createQuery("SELECT 1 FROM pg_advisory_xact_lock(hashtext(:what))")
          .bind("what", what)
          .mapTo(int.class)
          .one();
    }
  }

  /** Writes in a transaction that is {@link #alone} with this work from its begin to its end. */
  public <T> T inTurn(String what, HandleCallback<T, RuntimeException> writing) {
    return writer.inTransaction(
        handle -> {
          alone(handle, what);
          return writing.withHandle(handle);
        });
  }

  /**
   * Makes sure that what {@link #openToServe} promised still holds, as after a restart of
   * PostgreSQL.
   *
   * @throws DatabaseInUseException when a process took it alone meanwhile
   */
  public void goOnServing() throws DatabaseInUseException {
    if (presence != null) {
      presence.keep();
    }
  }

  /** Reads everything as it was at one moment. */
  public <T> T readAtOneMoment(HandleCallback<T, RuntimeException> reading) {
    return vendor == Vendor.SQLITE
        ? reader.inTransaction(reading)
        : reader.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, reading);
  }

  /**
   * Empties tables so that nothing of their rows stays in a file: TRUNCATE on PostgreSQL, an
   * overwriting DELETE on SQLite.
   *
   * @param tables names from this code, never from outside
   */
  public void emptyTables(Connection connection, List<String> tables) throws SQLException {
    if (tables.isEmpty()) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      if (vendor == Vendor.POSTGRESQL) {
        statement.execute("TRUNCATE " + String.join(", ", tables));
      } else {
        for (String table : tables) {
          statement.execute("DELETE FROM " + table);
        }
      }
    }
  }

  /**
   * Makes deleted rows disappear from the files: folds SQLite's write-ahead log into the file and
   * cuts it off; on PostgreSQL rewrites these tables in the order of their primary keys.
   *
   * @return whether they are gone; false while somebody on SQLite still reads an earlier state:
   *     then it is to be called again
   */
  public boolean forgetDeletedRows(List<String> tables) {
    return writer.withHandle(
        handle -> {
          if (vendor == Vendor.SQLITE) {
            return truncateLog(handle);
          }
          for (String table : tables) {
            handle.execute("CLUSTER " + table + " USING " + table + "_pkey");
          }
          return true;
        });
  }

  /**
   * Makes every earlier state of these tables disappear from the files, also the copies that SQLite
   * leaves in a page from which it moved a row: rewrites its whole file, as {@link
   * #forgetDeletedRows} does these tables on PostgreSQL. Everybody else waits meanwhile.
   *
   * @return as {@link #forgetDeletedRows}
   */
  public boolean forgetEarlierStates(List<String> tables) {
    if (vendor == Vendor.SQLITE) {
      writer.useHandle(
          handle -> {
            // Its copy would lie in a temporary folder otherwise.
            handle.execute("PRAGMA temp_store = MEMORY");
            handle.execute("VACUUM");
          });
    }
    return forgetDeletedRows(tables);
  }

  /** While it waits for readers no one can write, so it waits only shortly. */
  private static boolean truncateLog(Handle handle) {
    handle.execute("PRAGMA busy_timeout = " + CHECKPOINT_TIMEOUT_MILLIS);
    try {
      return handle
              .createQuery("PRAGMA wal_checkpoint(TRUNCATE)")
              .map((row, context) -> row.getInt("busy"))
              .one()
          == 0;
    } finally {
      handle.execute("PRAGMA busy_timeout = " + BUSY_TIMEOUT_MILLIS);
    }
  }

  /** Whether it answers a query now. */
  public boolean answers() {
    try {
      return reader.withHandle(handle -> handle.createQuery("SELECT 1").mapTo(int.class).one())
          == 1;
    } catch (RuntimeException e) {
      return false;
    }
  }

  @Override
  public void close() {
    reading.close();
    writing.close();
    if (presence != null) {
      presence.close();
    }
  }
}
