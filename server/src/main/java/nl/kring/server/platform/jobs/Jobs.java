package nl.kring.server.platform.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.http.Traces;
import nl.kring.server.platform.metrics.Metrics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work that one process of the cluster must do, again and again.
 *
 * <p>The library decides which process does it, on the machine's time; what is due, each job
 * decides itself, on Kring's clock. So a job catches up after standing still, and running it twice
 * changes nothing.
 */
public final class Jobs implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  private final Duration delay;
  private final Database people;
  private final Metrics metrics;
  private final List<RecurringTask<Void>> tasks = new ArrayList<>();
  private final List<Runnable> bodies = new ArrayList<>();
  private @Nullable Scheduler scheduler;

  /** Jobs that rest for this long between two runs. */
  public Jobs(Database people, Duration delay, Metrics metrics) {
    this.people = people;
    this.metrics = metrics;
    this.delay = delay;
  }

  /** Adds a job under a name that stays. */
  public void add(String name, Runnable body) {
    Metrics.Job watched = metrics.job(name);
    bodies.add(() -> run(name, body, watched));
    tasks.add(
        Tasks.recurring(name, FixedDelay.of(delay))
            .execute((instance, context) -> run(name, body, watched)));
  }

  private static void run(String name, Runnable body, Metrics.Job watched) {
    try {
      body.run();
      watched.succeeded();
    } catch (RuntimeException e) {
      watched.failed();
      LOG.error("Job {} failed and will be tried again: {}", name, Traces.withoutMessages(e));
    }
  }

  /** Runs every job once, here and now: what is due at a start waits for nobody. */
  public void runOnce() {
    bodies.forEach(Runnable::run);
  }

  /** Goes on running them until closed. */
  public void start() {
    Scheduler started =
        Scheduler.create(people.dataSource())
            .startTasks(tasks)
            .threads(1)
            // Short, because a stop waits for a pause to end.
            .pollingInterval(delay.dividedBy(10))
            // A process that was killed is missed after half a minute.
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(6)
            .schedulerName(new SchedulerName.Fixed("kring"))
            .build();
    started.start();
    scheduler = started;
  }

  @Override
  public void close() {
    if (scheduler != null) {
      scheduler.stop();
    }
  }
}
