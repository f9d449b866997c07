package nl.kring.server.platform.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * That this process works with a database, as others can notice: a lock on a connection of its own,
 * shared among those who serve, and alone for who must not be disturbed. It ends with the process,
 * however that ends. Thread-safe.
 *
 * <p>On PostgreSQL it is an advisory lock of the session; on SQLite the lock of a second, empty
 * database file beside the first, which itself is unlocked between two transactions.
 */
final class Presence implements AutoCloseable {
  private static final int WAIT_MILLIS = 2_000;
  private static final int ALIVE_SECONDS = 5;

  /** Two numbers, so that it never meets a lock of {@link Database#alone}, which has one. */
  private static final String KEY = "(hashtext('kring'), hashtext('presence'))";

  private static final int SQLITE_BUSY = 5;
  private static final String POSTGRESQL_LOCK_NOT_AVAILABLE = "55P03";

  private final String url;
  private final Database.Vendor vendor;
  private final boolean isAlone;
  private Connection connection;

  /**
   * Waits two seconds for others, as for one that is just ending.
   *
   * @param url of the database itself on PostgreSQL; of the file beside it on SQLite
   */
  Presence(String url, Database.Vendor vendor, boolean isAlone) throws DatabaseInUseException {
    this.url = url;
    this.vendor = vendor;
    this.isAlone = isAlone;
    this.connection = take();
  }

  private Connection take() throws DatabaseInUseException {
    try {
      Connection fresh = DriverManager.getConnection(url);
      try {
        lock(fresh);
        return fresh;
      } catch (SQLException e) {
        fresh.close();
        throw e;
      }
    } catch (SQLException e) {
      if ((e.getErrorCode() & 0xff) == SQLITE_BUSY
          || POSTGRESQL_LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        throw new DatabaseInUseException(
            isAlone
                ? "another process works with these databases: stop the server first"
                : "./kring rotate-keys works with these databases: wait until it has ended");
      }
      throw UnusableDatabaseException.of(e);
    }
  }

  private void lock(Connection fresh) throws SQLException {
    try (Statement statement = fresh.createStatement()) {
      if (vendor == Database.Vendor.POSTGRESQL) {
        statement.execute("SET lock_timeout = " + WAIT_MILLIS);
        statement.execute("SELECT pg_advisory_lock" + (isAlone ? "" : "_shared") + KEY);
      } else {
        statement.execute("PRAGMA busy_timeout = " + WAIT_MILLIS);
        statement.execute(isAlone ? "BEGIN EXCLUSIVE" : "BEGIN");
        // A transaction that only began has locked nothing yet.
        try (ResultSet any = statement.executeQuery("SELECT COUNT(*) FROM sqlite_master")) {
          any.next();
        }
      }
    }
  }

  /**
   * Takes it again when the connection was lost, as when PostgreSQL was restarted.
   *
   * @throws DatabaseInUseException when somebody else took it alone meanwhile
   */
  synchronized void keep() throws DatabaseInUseException {
    try {
      if (!connection.isValid(ALIVE_SECONDS)) {
        connection.close();
        connection = take();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot connect to the database", e);
    }
  }

  @Override
  public synchronized void close() {
    try (Connection ending = connection) {
      if (vendor == Database.Vendor.POSTGRESQL && ending.isValid(ALIVE_SECONDS)) {
        // The server notices a closed connection only a moment later.
        try (Statement statement = ending.createStatement()) {
          statement.execute("SELECT pg_advisory_unlock_all()");
        }
      }
    } catch (SQLException e) {
      // The lock ends with the connection, which is gone.
    }
  }
}
