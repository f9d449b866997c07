package nl.kring.server.platform.db;

import java.io.IOException;

/** Another process works with a database, and this one must not beside it. */
public final class DatabaseInUseException extends IOException {
  private static final long serialVersionUID = 1;

  /** Says in one line, for people, what to do. */
  public DatabaseInUseException(String message) {
    super(message);
  }
}
