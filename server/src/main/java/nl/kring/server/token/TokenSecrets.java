package nl.kring.server.token;

import java.util.List;
import java.util.function.IntConsumer;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.security.Rewrapping;
import org.jdbi.v3.core.Handle;

/** What of the token keys is wrapped under the master secret, when that is changed. */
public final class TokenSecrets {
  /** Tables that hold something wrapped. */
  public static final List<String> TABLES = List.of("token_key", "signing_key");

  /** As many as the days of two weeks: little to do again when it is cut off. */
  private static final int BATCH = 14;

  private final Database counts;

  /** Over {@code counts}. */
  public TokenSecrets(Database counts) {
    this.counts = counts;
  }

  /**
   * Wraps every private key anew, in transactions of a few rows each; one that was cut off is gone
   * on with by doing it again.
   *
   * @param done told before each transaction how many rows were looked at so far
   * @return how many rows there are
   * @throws Rewrapping.NeitherOpensException when one opens with neither secret
   */
  public int rewrap(Rewrapping rewrapping, IntConsumer done) {
    Rewrapping.OfTable keys = rewrapping.of("token_key", KeyWrapping.LABEL);
    int rows = 0;
    long after = -1;
    while (true) {
      done.accept(rows);
      long last = after;
      List<TokenKeyRow> batch =
          counts.inTurn(KeyMaker.TURN, handle -> rewrapBatch(handle, keys, last));
      if (batch.isEmpty()) {
        break;
      }
      rows += batch.size();
      after = batch.get(batch.size() - 1).keyNo();
    }
    Rewrapping.OfTable signingKey = rewrapping.of("signing_key", KeyWrapping.LABEL);
    return rows + counts.inTurn(KeyMaker.TURN, handle -> rewrapSigningKey(handle, signingKey));
  }

  private static List<TokenKeyRow> rewrapBatch(Handle handle, Rewrapping.OfTable keys, long after) {
    TokenKeyDao dao = handle.attach(TokenKeyDao.class);
    List<TokenKeyRow> batch = dao.after(after, BATCH);
    for (TokenKeyRow row : batch) {
      byte[] wrapped = keys.rewrap(row.wrappedPrivateKey(), row.usedFor());
      if (wrapped != row.wrappedPrivateKey()) {
        dao.setWrappedPrivateKey(row.keyNo(), wrapped);
      }
    }
    return batch;
  }

  private static int rewrapSigningKey(Handle handle, Rewrapping.OfTable signingKey) {
    KeyRootDao dao = handle.attach(KeyRootDao.class);
    return dao.signingKey()
        .map(row -> signingKey.rewrap(row.wrappedPrivateKey(), KeyRoots.USED_FOR))
        .map(dao::setWrappedSigningKey)
        .orElse(0);
  }
}
