package nl.kring.server.platform.db;

import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.ErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/**
 * A database that cannot be opened. The message is a clause for people, such as "does not exist",
 * and holds nothing of the address, nor of what the driver said: a password can stand in both.
 */
public final class UnusableDatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnusableDatabaseException(String fault) {
    super(fault);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /** Of what a connection ran into. */
  static UnusableDatabaseException of(SQLException e) {
    return new UnusableDatabaseException(fault(e));
  }

  /** Of what the migration ran into. */
  static UnusableDatabaseException of(FlywayException e) {
    if (e.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
      return new UnusableDatabaseException(
          "is a database of something else; a new one must be empty");
    }
    for (Throwable each = e; each != null; each = each.getCause()) {
      if (each instanceof SQLException sql) {
        return of(sql);
      }
    }
    return new UnusableDatabaseException("cannot be used: " + e.getErrorCode());
  }

  /**
   * Of a history that is not this version's.
   *
   * @param differences what Flyway says of each migration that differs
   */
  static UnusableDatabaseException ofHistory(String name, List<ErrorCode> differences) {
    boolean isOnlyLonger =
        differences.stream()
            .allMatch(each -> each == CoreErrorCode.APPLIED_VERSIONED_MIGRATION_NOT_RESOLVED);
    return new UnusableDatabaseException(
        isOnlyLonger
            ? "is a database of a newer version of Kring; use that version, or newer"
            : "is not the database \"" + name + "\" of this version of Kring, but another");
  }

  private static String fault(SQLException e) {
    @Nullable String state = e.getSQLState();
    return state != null && state.length() == 5 ? postgresql(state) : sqlite(e.getErrorCode());
  }

  /** By SQLSTATE (PostgreSQL's manual, appendix A). */
  private static String postgresql(String state) {
    return switch (state) {
      case "28000", "28P01" -> "is refused by the server: wrong user or password";
      case "3D000" -> "does not exist on that server";
      case "42501" -> "may not be used by this user: it needs the right to make tables";
      case "53300" -> "has no connection left for us: raise max_connections of the server";
      // The driver's own, of an address that it cannot take apart.
      case "99999" -> "is an address that the driver does not understand";
      default ->
          state.startsWith("08")
              ? "cannot be reached: no PostgreSQL server answers there"
              : "cannot be used: PostgreSQL says SQLSTATE " + state;
    };
  }

  /** By primary result code (sqlite.org/rescode.html), which stands in the lowest byte. */
  private static String sqlite(int code) {
    return switch (code & 0xff) {
      case 3, 8 -> "cannot be written by this account";
      case 5, 6 -> "is kept locked by another program";
      case 11 -> "is damaged; restore a back-up";
      case 13 -> "cannot be written: the disk is full";
      case 14 -> "cannot be opened: is it a file in a folder that is there?";
      case 26 -> "is a file, but not an SQLite database";
      default -> "cannot be used: SQLite says error " + code;
    };
  }
}
