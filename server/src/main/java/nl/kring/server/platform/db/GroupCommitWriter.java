package nl.kring.server.platform.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes many small things in few transactions: each future completes only after the commit that
 * holds its item.
 *
 * <p>One thread and one connection per writer. Batches fill by themselves while the previous one
 * commits, so there is no lingering. A batch that fails is tried again item by item, so that one
 * bad item never takes others with it. Thread-safe.
 *
 * @param <T> what is written
 * @param <R> what became of it
 */
public final class GroupCommitWriter<T, R> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommitWriter.class);
  private static final int MAX_BATCH = 512;
  private static final int MAX_QUEUE = 16_384;
  private static final long IDLE_MILLIS = 200;

  /** What a batch does inside its transaction. */
  @FunctionalInterface
  public interface Work<T, R> {
    /** One result per item, in the order of the items. */
    List<R> apply(Connection connection, List<T> items) throws SQLException;
  }

  /** The queue is full, or the writer is closed: try again later. */
  public static final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BusyException(String message) {
      super(message);
    }
  }

  private static final class Entry<T, R> {
    private final T item;
    private final CompletableFuture<R> future = new CompletableFuture<>();

    private Entry(T item) {
      this.item = item;
    }
  }

  private final Database database;
  private final Work<T, R> work;
  private final BlockingQueue<Entry<T, R>> queue = new ArrayBlockingQueue<>(MAX_QUEUE);
  private final Thread thread;
  private volatile boolean closing;

  /** Starts the writer. */
  public GroupCommitWriter(Database database, String name, Work<T, R> work) {
    this.database = database;
    this.work = work;
    this.thread = new Thread(this::run, name);
    thread.start();
  }

  /**
   * Queues an item.
   *
   * @return completes after the commit; fails with {@link BusyException} when the queue is full,
   *     and with the database's own exception when it could not be written
   */
  public CompletableFuture<R> write(T item) {
    Entry<T, R> entry = new Entry<>(item);
    if (closing || !queue.offer(entry)) {
      return CompletableFuture.failedFuture(new BusyException("the queue is full"));
    }
    if (closing && queue.remove(entry)) {
      return CompletableFuture.failedFuture(new BusyException("the server is stopping"));
    }
    return entry.future;
  }

  /** How many items wait now. */
  public int queued() {
    return queue.size();
  }

  /** How many can wait; more are refused. */
  public int capacity() {
    return MAX_QUEUE;
  }

  private void run() {
    List<Entry<T, R>> batch = new ArrayList<>(MAX_BATCH);
    while (true) {
      try {
        Entry<T, R> first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        if (first == null) {
          if (closing) {
            return;
          }
          continue;
        }
        batch.add(first);
        queue.drainTo(batch, MAX_BATCH - 1);
        writeBatch(batch);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } finally {
        batch.clear();
      }
    }
  }

  private void writeBatch(List<Entry<T, R>> batch) {
    try {
      List<R> results = inOneTransaction(batch);
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).future.complete(results.get(i));
      }
    } catch (SQLException | RuntimeException e) {
      if (batch.size() == 1) {
        LOG.warn("A write failed: {}", e.getClass().getName());
        batch.get(0).future.completeExceptionally(e);
      } else {
        for (Entry<T, R> entry : batch) {
          writeBatch(List.of(entry));
        }
      }
    }
  }

  private List<R> inOneTransaction(List<Entry<T, R>> batch) throws SQLException {
    List<T> items = batch.stream().map(entry -> entry.item).toList();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      // Autocommit stays on: with it off the driver would open the next transaction right after a
      // commit, and an idle writer would lock everybody else out.
      statement.execute(database.vendor() == Database.Vendor.SQLITE ? "BEGIN IMMEDIATE" : "BEGIN");
      boolean committed = false;
      try {
        List<R> results = work.apply(connection, items);
        statement.execute("COMMIT");
        committed = true;
        return results;
      } finally {
        if (!committed) {
          statement.execute("ROLLBACK");
        }
      }
    }
  }

  /** Writes what is queued, then ends the thread; later items are refused. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join(TimeUnit.SECONDS.toMillis(30));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
