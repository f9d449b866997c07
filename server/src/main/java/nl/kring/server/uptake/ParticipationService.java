package nl.kring.server.uptake;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import nl.kring.model.uptake.Participation;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.db.GroupCommitWriter;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.token.SpentToken;
import nl.kring.server.token.SpentTokens;
import nl.kring.server.token.TokenService;

/** Counts participations, each once, and keeps nothing else of them. Thread-safe. */
public final class ParticipationService implements AutoCloseable {
  private record Item(
      SpentToken token, YearMonth month, OpenMonth open, Participation participation) {
    @Override
    public String toString() {
      return "Item";
    }
  }

  private final TokenService tokens;
  private final UptakeService uptake;
  private final GroupCommitWriter<Item, SpentTokens.Outcome> writer;

  /** Starts its writer over {@code counts}. */
  public ParticipationService(Database counts, TokenService tokens, UptakeService uptake) {
    this.tokens = tokens;
    this.uptake = uptake;
    this.writer = new GroupCommitWriter<>(counts, "participation writer", this::write);
  }

  /**
   * Spends the token on the participation.
   *
   * @return completes once that is on disk, also when the same one was counted before; fails with a
   *     {@link ProblemException}: 409 when the token was spent on another, 401 when its month ended
   *     meanwhile
   */
  public CompletableFuture<Void> count(SpentToken token, Participation participation) {
    YearMonth month = YearMonth.parse(token.scope());
    return writer
        .write(new Item(token, month, uptake.open(month), participation))
        .thenAccept(tokens::requireSpent);
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
                            new SpentTokens.Spending(
                                item.token(), item.participation().canonicalBytes()))
                    .toList());
    MonthCounters counters = new MonthCounters();
    for (int i = 0; i < items.size(); i++) {
      if (outcomes.get(i) == SpentTokens.Outcome.FIRST) {
        Item item = items.get(i);
        counters.add(item.month(), item.open(), item.participation());
      }
    }
    counters.write(connection);
    return outcomes;
  }

  /** Writes what is queued, then stops. */
  @Override
  public void close() {
    writer.close();
  }
}
