package nl.kring.server.token;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import nl.kring.server.platform.db.Database;

/**
 * Spends tokens inside somebody's transaction: at most once each. Plain JDBC, because every slip
 * passes here. Thread-safe.
 */
public final class SpentTokens {
  /** What became of a token. */
  public enum Outcome {
    /** Spent now, for the first time. */
    FIRST,
    /** Spent before, with this same body. */
    AGAIN,
    /** Spent before, with another body. */
    OTHER_BODY,
    /** Its key is gone: the week closed while it waited. */
    TOO_LATE
  }

  /** A token, and the body it is spent on. */
  public record Spending(SpentToken token, byte[] body) {
    @Override
    public String toString() {
      return "Spending";
    }
  }

  private final Database counts;

  SpentTokens(Database counts) {
    this.counts = counts;
  }

  /**
   * Spends them, in an order that no two processes can deadlock in.
   *
   * @return one outcome per spending, in the given order
   */
  public List<Outcome> spend(Connection connection, List<Spending> spendings) throws SQLException {
    Set<Long> alive = keysStillThere(connection, spendings);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < spendings.size(); i++) {
      order.add(i);
    }
    order.sort(
        Comparator.comparing((Integer i) -> spendings.get(i).token().table())
            .thenComparing(i -> spendings.get(i).token().hash(), Arrays::compareUnsigned));
    List<Outcome> outcomes =
        new ArrayList<>(Collections.nCopies(spendings.size(), Outcome.TOO_LATE));
    Map<String, PreparedStatement> inserts = new HashMap<>();
    try {
      for (int i : order) {
        Spending spending = spendings.get(i);
        if (alive.contains(spending.token().keyNo())) {
          outcomes.set(i, spend(connection, inserts, spending));
        }
      }
    } finally {
      for (PreparedStatement insert : inserts.values()) {
        insert.close();
      }
    }
    return outcomes;
  }

  /**
   * Their keys cannot be deleted, and so their week not be closed, before this transaction ends.
   */
  private Set<Long> keysStillThere(Connection connection, List<Spending> spendings)
      throws SQLException {
    Set<Long> asked = new TreeSet<>();
    spendings.forEach(spending -> asked.add(spending.token().keyNo()));
    Set<Long> found = new HashSet<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT key_no FROM token_key WHERE key_no = ?" + counts.forShare())) {
      for (long keyNo : asked) {
        select.setLong(1, keyNo);
        try (ResultSet rows = select.executeQuery()) {
          if (rows.next()) {
            found.add(keyNo);
          }
        }
      }
    }
    return found;
  }

  private static Outcome spend(
      Connection connection, Map<String, PreparedStatement> inserts, Spending spending)
      throws SQLException {
    SpentToken token = spending.token();
    PreparedStatement insert = inserts.get(token.table());
    if (insert == null) {
      insert =
          connection.prepareStatement(
              "INSERT INTO "
                  + token.table()
                  + " (key_no, hash, tag) VALUES (?, ?, ?) ON CONFLICT (hash) DO NOTHING");
      inserts.put(token.table(), insert);
    }
    byte[] tag = token.tag(spending.body());
    insert.setLong(1, token.keyNo());
    insert.setBytes(2, token.hash());
    insert.setBytes(3, tag);
    if (insert.executeUpdate() == 1) {
      return Outcome.FIRST;
    }
    try (PreparedStatement select =
        connection.prepareStatement("SELECT tag FROM " + token.table() + " WHERE hash = ?")) {
      select.setBytes(1, token.hash());
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() && Arrays.equals(rows.getBytes(1), tag)
            ? Outcome.AGAIN
            : Outcome.OTHER_BODY;
      }
    }
  }
}
