package nl.kring.server.platform.metrics;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.security.RouteRole;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmHeapPressureMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import nl.kring.server.platform.security.Role;

/**
 * The numbers that say whether a server is well; none moves because one participant did something.
 *
 * <p>A number that is read every few seconds is a time, finer than the day that DESIGN § 2 allows.
 * So nothing is counted or timed on a route that is not the staff's alone, and what is shared with
 * participants (threads, queues, pools, the disk) is rounded down to steps that only a crowd
 * crosses. Thread-safe.
 */
public final class Metrics implements AutoCloseable {
  private static final int WAITING_STEP = 5;
  private static final long DISK_STEP = 64L << 20;

  /** What follows single requests: what each allocates. */
  private static final Set<String> TOO_FINE =
      Set.of("jvm.memory.used", "jvm.gc.memory.allocated", "jvm.gc.memory.promoted");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics gc = new JvmGcMetrics();
  private final JvmHeapPressureMetrics heapPressure = new JvmHeapPressureMetrics();
  private final Clock clock;
  private final Counter staffErrors;

  /**
   * Of one process.
   *
   * @param version what runs, for example {@code 0.1.0}
   * @param dataDir whose disk is watched
   */
  public Metrics(Clock clock, String version, Path dataDir) {
    this.clock = clock;
    registry.config().meterFilter(MeterFilter.deny(Metrics::isTooFine));
    gauge("kring.info", () -> 1, "Which version runs", "version", version);
    staffErrors =
        Counter.builder("kring.staff.errors")
            .description("Answers of 500 and above on routes that are the staff's alone")
            .register(registry);
    gauge(
        "kring.disk.free.bytes",
        () -> step(dataDir.toFile().getUsableSpace(), DISK_STEP),
        "Room on the disk of the data folder, rounded down to 64 MiB");
    gauge(
        "kring.disk.total.bytes",
        () -> dataDir.toFile().getTotalSpace(),
        "Size of the disk of the data folder");
    new JvmMemoryMetrics().bindTo(registry);
    new JvmInfoMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    gc.bindTo(registry);
    heapPressure.bindTo(registry);
  }

  /**
   * Outside the heap memory grows with the first request of a kind, for the code that serves it.
   */
  private static boolean isTooFine(Meter.Id id) {
    return TOO_FINE.contains(id.getName())
        || id.getName().startsWith("jvm.buffer.")
        || "nonheap".equals(id.getTag("area"));
  }

  private void gauge(String name, Supplier<Number> value, String description, String... tags) {
    Gauge.builder(name, value).description(description).tags(tags).register(registry);
  }

  private static long step(long value, long size) {
    return value / size * size;
  }

  /** Watches the routes; those that are not the staff's alone are not looked at. */
  public void register(RoutesConfig routes) {
    routes.after(this::count);
  }

  private void count(Context ctx) {
    Set<RouteRole> roles = ctx.routeRoles();
    boolean isOfStaff =
        !roles.isEmpty() && roles.stream().allMatch(each -> each instanceof Role r && r.isStaff());
    if (isOfStaff && ctx.statusCode() >= 500) {
      staffErrors.increment();
    }
  }

  /**
   * Watches something that fills up.
   *
   * @param used how much of it is in use now; shown as a share, rounded down to tenths
   * @param capacity when it is full
   */
  public void fill(String name, IntSupplier used, IntSupplier capacity) {
    gauge(
        "kring.fill.ratio",
        () -> Math.min(10, 10L * used.getAsInt() / Math.max(1, capacity.getAsInt())) / 10.0,
        "How full it is, from 0 to 1, rounded down to tenths",
        "of",
        name);
  }

  /**
   * Watches who waits for a connection to a database.
   *
   * @param waiting how many threads; shown rounded down to fives
   */
  public void waiting(String database, IntSupplier waiting) {
    gauge(
        "kring.database.waiting",
        () -> step(waiting.getAsInt(), WAITING_STEP),
        "Threads that wait for a connection to it, rounded down to fives",
        "database",
        database);
  }

  /**
   * A job that will run. What it reports is how often it failed, and when it last succeeded in this
   * process: 0 for never, which in a cluster is usual for all processes but one.
   */
  public Job job(String name) {
    AtomicLong lastSuccess = new AtomicLong();
    TimeGauge.builder("kring.job.last.success.timestamp", lastSuccess::get, TimeUnit.SECONDS)
        .description("When it last succeeded in this process; 0 for never")
        .tag("job", name)
        .register(registry);
    Counter failures =
        Counter.builder("kring.job.failures")
            .description("How often it failed")
            .tag("job", name)
            .register(registry);
    return new Job(clock, lastSuccess, failures);
  }

  /** What became of the runs of one job. */
  public static final class Job {
    private final Clock clock;
    private final AtomicLong lastSuccess;
    private final Counter failures;

    private Job(Clock clock, AtomicLong lastSuccess, Counter failures) {
      this.clock = clock;
      this.lastSuccess = lastSuccess;
      this.failures = failures;
    }

    /** It ran and did what was due. */
    public void succeeded() {
      lastSuccess.set(clock.instant().getEpochSecond());
    }

    /** It stopped halfway. */
    public void failed() {
      failures.increment();
    }
  }

  /** Everything, in Prometheus' text format 0.0.4. */
  String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    gc.close();
    heapPressure.close();
    registry.close();
  }
}
