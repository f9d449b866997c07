package nl.kring.server.checkin;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import nl.kring.model.checkin.Slip;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.db.GroupCommitWriter;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.token.SpentToken;
import nl.kring.server.token.SpentTokens;
import nl.kring.server.token.TokenService;

/** Counts slips, each once, and keeps nothing else of them. Thread-safe. */
public final class CheckInService implements AutoCloseable {
  private record Item(SpentToken token, Slip slip) {
    @Override
    public String toString() {
      return "Item";
    }
  }

  private final TokenService tokens;
  private final GroupCommitWriter<Item, SpentTokens.Outcome> writer;

  /** Starts its writer over {@code counts}. */
  public CheckInService(Database counts, TokenService tokens) {
    this.tokens = tokens;
    this.writer = new GroupCommitWriter<>(counts, "check-in writer", this::write);
  }

  /**
   * Spends the token on the slip.
   *
   * @return completes once that is on disk, also when the same slip was counted before; fails with
   *     a {@link ProblemException}: 409 when the token was spent on another slip, 401 when its week
   *     closed meanwhile
   */
  public CompletableFuture<Void> count(SpentToken token, Slip slip) {
    return writer.write(new Item(token, slip)).thenAccept(tokens::requireSpent);
  }

  private List<SpentTokens.Outcome> write(Connection connection, List<Item> items)
      throws SQLException {
    List<SpentTokens.Outcome> outcomes =
        tokens
            .spentTokens()
            .spend(
                connection,
                items.stream()
                    .map(
                        item ->
                            new SpentTokens.Spending(item.token(), item.slip().canonicalBytes()))
                    .toList());
    OpenCounters counters = new OpenCounters();
    for (int i = 0; i < items.size(); i++) {
      if (outcomes.get(i) == SpentTokens.Outcome.FIRST) {
        SpentToken token = items.get(i).token();
        counters.add(token.groupId(), token.scope(), items.get(i).slip());
      }
    }
    counters.write(connection);
    return outcomes;
  }

  /** How many slips wait to be written, of {@link #capacity}. */
  public int queued() {
    return writer.queued();
  }

  /** How many slips can wait. */
  public int capacity() {
    return writer.capacity();
  }

  /** Writes what is queued, then stops. */
  @Override
  public void close() {
    writer.close();
  }
}
