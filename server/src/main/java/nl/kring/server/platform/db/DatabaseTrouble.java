package nl.kring.server.platform.db;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a database that is out of order for now from a fault in what it was asked. */
public final class DatabaseTrouble {
  /**
   * SQLite's busy, locked, read-only, input or output failed, full, cannot open
   * (sqlite.org/rescode.html); the primary code stands in the lowest byte.
   */
  private static final Set<Integer> SQLITE = Set.of(5, 6, 8, 10, 13, 14);

  /**
   * PostgreSQL's classes of connection failed, insufficient resources, operator intervention and
   * system error (its manual, appendix A).
   */
  private static final Set<String> POSTGRESQL = Set.of("08", "53", "57", "58");

  private DatabaseTrouble() {}

  /** Whether the same may succeed later: the disk is full, the server is gone, a lock is held. */
  public static boolean isPassing(@Nullable Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof SQLException sql && isPassing(sql)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPassing(SQLException e) {
    // The pool's own exception, when no connection is to be had.
    if (e instanceof SQLTransientException) {
      return true;
    }
    String state = e.getSQLState();
    if (state != null && state.length() == 5) {
      return POSTGRESQL.contains(state.substring(0, 2));
    }
    return SQLITE.contains(e.getErrorCode() & 0xff);
  }
}
