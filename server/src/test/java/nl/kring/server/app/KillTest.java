package nl.kring.server.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import nl.kring.client.Kring;
import nl.kring.client.checkin.CheckIn;
import nl.kring.model.checkin.TimeOut;
import nl.kring.model.time.IsoWeek;
import nl.kring.server.platform.Thorough;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.db.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The server is killed (SIGKILL) at random points while phones join, draw and send without pause;
 * at the end what the phones' journals say is exactly what the databases hold.
 *
 * <p>Fifty times where CI asks for it ({@link Thorough}), twice everyday.
 */
class KillTest {
  private static final int KILLS = Thorough.or(2, 50);
  private static final int USERS = 3;
  private static final int CODES = 40 * KILLS;

  /** Sunday noon: every day of the week can be spent. */
  private static final Instant SUNDAY = Instant.parse("2026-11-22T11:00:00Z");

  private final BlockingQueue<String> codes = new LinkedBlockingQueue<>();
  private final Queue<Kring> phones = new ConcurrentLinkedQueue<>();
  private final AtomicInteger opened = new AtomicInteger();
  private volatile boolean enough;
  private Process process;

  @ParameterizedTest
  @MethodSource("nl.kring.server.platform.Thorough#databases")
  void whatWasAcknowledgedIsThereAndNothingIsCountedTwice(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    TestServer setUp = new TestServer(databases, folder, SUNDAY);
    for (int i = 0; i < CODES; i++) {
      codes.add(setUp.joinCode());
    }
    setUp.close();
    Random random = new Random(databases.ordinal());
    start(setUp);
    ExecutorService users = Executors.newFixedThreadPool(USERS);
    try {
      List<Future<?>> lives = new ArrayList<>();
      for (int i = 0; i < USERS; i++) {
        lives.add(users.submit(() -> useOnePhoneAfterAnother(setUp)));
      }
      int idle = 0;
      for (int kill = 0; kill < KILLS; kill++) {
        KringProcess.awaitReady(process, setUp.address);
        Thread.sleep(random.nextInt(400));
        idle += lives.stream().allMatch(Future::isDone) ? 1 : 0;
        process.destroyForcibly().waitFor();
        start(setUp);
      }
      assertEquals(0, idle, "the phones were busy at every kill");
      enough = true;
      KringProcess.awaitReady(process, setUp.address);
      for (Future<?> life : lives) {
        life.get(120, TimeUnit.SECONDS);
      }
    } finally {
      users.shutdownNow();
      process.destroyForcibly().waitFor();
    }
    int drawn = 0;
    int spent = 0;
    for (Kring phone : phones) {
      drawn += phone.journal().drawn();
      spent += phone.journal().spent();
      assertEquals(0, phone.journal().waiting());
      assertEquals(0, phone.journal().setAside());
    }
    assertEquals(phones.size() * 7, spent);
    assertEquals(spent, count(setUp, "counts", "SELECT SUM(people) FROM pulse_day"));
    assertEquals(
        spent,
        count(setUp, "counts", "SELECT SUM(people) FROM pulse_answer WHERE question = 'tension'"));
    assertEquals(drawn, count(setUp, "people", "SELECT COUNT(*) FROM token_draw"));
    assertEquals(phones.size(), count(setUp, "people", "SELECT COUNT(*) FROM membership"));
  }

  /** Until there were kills enough: a phone, its week, and then the next phone. */
  private Void useOnePhoneAfterAnother(TestServer setUp) throws Exception {
    // Two each before anything is sent: slips are wanted from five members on.
    List<Integer> waiting = new ArrayList<>(List.of(join(setUp), join(setUp)));
    while (!waiting.isEmpty()) {
      phones.add(live(setUp, waiting.remove(0)));
      if (!enough && waiting.isEmpty() && !codes.isEmpty()) {
        waiting.add(join(setUp));
      }
    }
    return null;
  }

  /** A phone that joins, whatever happens to the server. */
  private int join(TestServer setUp) throws Exception {
    int number = opened.getAndIncrement();
    String code = codes.remove();
    Kring phone = open(setUp, number);
    while (phone.membership().current() == null) {
      try {
        phone.membership().join(code);
      } catch (IOException e) {
        Thread.sleep(20);
      }
    }
    return number;
  }

  /** Records seven days, and syncs until nothing waits, whatever happens to the server. */
  private static Kring live(TestServer setUp, int number) throws Exception {
    Kring phone = open(setUp, number);
    for (LocalDate day : IsoWeek.at(SUNDAY).days()) {
      phone
          .checkIns()
          .record(
              CheckIn.builder(day)
                  .tension(day.getDayOfWeek().getValue() % 5 + 1)
                  .urge(2)
                  .timeOut(TimeOut.NOT_NEEDED)
                  .build());
    }
    phone.sync();
    while (phone.journal().waiting() > 0) {
      Thread.sleep(20);
      // An app that is started anew tries at once, whatever it was waiting for.
      phone = open(setUp, number);
      phone.sync();
    }
    return phone;
  }

  private static Kring open(TestServer setUp, int number) throws IOException {
    return Kring.builder(setUp.folder.resolve("phone" + number).toFile(), setUp.address)
        .clock(setUp.clock())
        .build();
  }

  private void start(TestServer setUp) throws IOException {
    File log = setUp.folder.resolve("server.log").toFile();
    process =
        KringProcess.of(setUp.environment, "serve")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
            .start();
  }

  private static int count(TestServer setUp, String name, String sql) {
    String url =
        setUp.environment.get("KRING_" + name.toUpperCase(java.util.Locale.ROOT) + "_DATABASE_URL");
    try (Database database = Database.open(name, url)) {
      return database.reader().withHandle(handle -> handle.createQuery(sql).mapTo(int.class).one());
    }
  }
}
