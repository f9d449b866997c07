package nl.kring.server.staff;

import java.util.List;
import nl.kring.server.platform.security.Rewrapping;
import org.jdbi.v3.core.Handle;

/** What of the staff depends on the master secret, when that is changed. */
public final class StaffSecrets {
  /** Tables that hold something wrapped, or hashed under it. */
  public static final List<String> TABLES = List.of("staff", "sign_in_delay");

  static final String TOTP_LABEL = "totp secret wrapping";

  private StaffSecrets() {}

  /**
   * Wraps the TOTP secrets of all accounts anew; doing it again changes nothing.
   *
   * @return how many there are
   * @throws Rewrapping.NeitherOpensException when one opens with neither secret
   */
  public static int rewrap(Handle handle, Rewrapping rewrapping) {
    Rewrapping.OfTable secrets = rewrapping.of("staff", TOTP_LABEL);
    StaffDao dao = handle.attach(StaffDao.class);
    int rows = 0;
    for (StaffRow row : dao.all()) {
      byte[] wrapped = row.totpSecret();
      if (wrapped != null) {
        rows += dao.setTotpSecret(row.id(), secrets.rewrap(wrapped, row.id()));
      }
    }
    return rows;
  }

  /** Forgets the delays of signing in, whose names cannot be recognised any more. */
  public static void forgetDelays(Handle handle) {
    handle.attach(SignInDelayDao.class).deleteAll();
  }
}
