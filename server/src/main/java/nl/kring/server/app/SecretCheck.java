package nl.kring.server.app;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.security.Secret;
import nl.kring.server.platform.security.Wrapping;
import org.jdbi.v3.core.Handle;

/**
 * With which master secret these databases are used, and with which one soon: a known text, wrapped
 * under each.
 */
final class SecretCheck {
  /** The table. */
  static final String TABLE = "secret_check";

  private static final String LABEL = "secret check";
  private static final byte[] KNOWN = "kring".getBytes(StandardCharsets.US_ASCII);
  private static final int CURRENT = 1;
  private static final int NEXT = 2;

  private final Database people;

  SecretCheck(Database people) {
    this.people = people;
  }

  /** Whether a server was ever started on these databases. */
  boolean isBegun() {
    return wrapped(CURRENT).isPresent();
  }

  /** Whether this is the secret that these databases are used with. */
  boolean isOf(Secret secret) {
    return opens(CURRENT, secret);
  }

  /** Whether the secret is being changed, so that some things are wrapped under the next. */
  boolean isChanging() {
    return wrapped(NEXT).isPresent();
  }

  /** Whether it is being changed to this one. */
  boolean isChangingTo(Secret secret) {
    return opens(NEXT, secret);
  }

  /** Begins new databases with this secret; does nothing when another process was first. */
  void begin(Secret secret) {
    people.writer().useHandle(handle -> insert(handle, CURRENT, secret));
  }

  /** From now on no server starts, until {@link #change}. */
  void beginChange(Secret next) {
    people.writer().useHandle(handle -> insert(handle, NEXT, next));
  }

  /** Makes the next secret the one that these databases are used with. */
  void change(Handle handle, Secret next) {
    handle.execute("DELETE FROM secret_check");
    insert(handle, CURRENT, next);
  }

  private static void insert(Handle handle, int id, Secret secret) {
    handle.execute(
        "INSERT INTO secret_check (id, wrapped) VALUES (?, ?) ON CONFLICT DO NOTHING",
        id,
        new Wrapping(secret, LABEL).wrap(KNOWN, LABEL));
  }

  private boolean opens(int id, Secret secret) {
    return wrapped(id).filter(bytes -> new Wrapping(secret, LABEL).opens(bytes, LABEL)).isPresent();
  }

  private Optional<byte[]> wrapped(int id) {
    return people
        .reader()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT wrapped FROM secret_check WHERE id = :id")
                    .bind("id", id)
                    .map((row, context) -> row.getBytes(1))
                    .findOne());
  }
}
