package nl.kring.server.membership;

import java.util.List;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.security.Rewrapping;
import nl.kring.server.platform.security.Secret;
import nl.kring.server.platform.security.Wrapping;
import org.jdbi.v3.core.Handle;

/**
 * What of memberships depends on the master secret, when that is changed: the pepper of recovery
 * codes, which people keep on paper, is wrapped under it and stays the same; join codes, which live
 * for two days, are void.
 */
public final class MembershipSecrets {
  /** Tables that hold something wrapped, or hashed under it. */
  public static final List<String> TABLES = List.of("recovery_pepper", "join_code");

  private static final String PEPPER = "recovery pepper";

  private MembershipSecrets() {}

  /**
   * The pepper of recovery codes: random, made once. Databases with codes of before there was such
   * a thing go on with the one that derived from the master secret.
   */
  static Secret pepper(Database people, Secret master) {
    Wrapping wrapping = new Wrapping(master, PEPPER);
    byte[] wrapped =
        people
            .reader()
            .withExtension(RecoveryDao.class, RecoveryDao::pepper)
            .orElseGet(() -> begin(people, master, wrapping));
    return new Secret(wrapping.unwrap(wrapped, PEPPER));
  }

  private static byte[] begin(Database people, Secret master, Wrapping wrapping) {
    return people
        .writer()
        .inTransaction(
            handle -> {
              RecoveryDao dao = handle.attach(RecoveryDao.class);
              Secret pepper = dao.count() == 0 ? Secret.random() : master.derive("recovery codes");
              // Of two processes that start at once, both go on with the first one's.
              dao.insertPepper(pepper.wrappedBy(wrapping, PEPPER));
              return dao.pepper().orElseThrow();
            });
  }

  /**
   * Wraps the pepper anew; doing it again changes nothing.
   *
   * @throws Rewrapping.NeitherOpensException when it opens with neither secret
   */
  public static void rewrap(Handle handle, Rewrapping rewrapping) {
    Rewrapping.OfTable pepper = rewrapping.of("recovery_pepper", PEPPER);
    RecoveryDao dao = handle.attach(RecoveryDao.class);
    dao.pepper().map(wrapped -> pepper.rewrap(wrapped, PEPPER)).ifPresent(dao::setPepper);
  }

  /**
   * Deletes all unused join codes, which nobody can recognise any more.
   *
   * @return how many
   */
  public static int voidJoinCodes(Handle handle) {
    return handle.attach(MembershipDao.class).deleteAllJoinCodes();
  }
}
