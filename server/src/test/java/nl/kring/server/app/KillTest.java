package nl.kring.server.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import nl.kring.client.Kring;
import nl.kring.client.checkin.CheckIn;
import nl.kring.model.checkin.TimeOut;
import nl.kring.model.time.IsoWeek;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.db.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The server is killed (SIGKILL) at random points while phones draw and send; at the end what the
 * phones' journals say is exactly what the databases hold.
 *
 * <p>{@code -Dkring.kills=50} says how often; a few times when nothing is said.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("kring.kills", 6);
  private static final int PHONES = 12;

  private Process process;

  @ParameterizedTest
  @EnumSource
  void whatWasAcknowledgedIsThereAndNothingIsCountedTwice(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    // Sunday noon: every day of the week can be spent.
    Instant sunday = Instant.parse("2026-11-22T11:00:00Z");
    IsoWeek week = IsoWeek.at(sunday);
    List<String> codes = new ArrayList<>();
    TestServer setUp = new TestServer(databases, folder, sunday);
    for (int i = 0; i < PHONES; i++) {
      codes.add(setUp.joinCode());
    }
    setUp.close();
    Random random = new Random(databases.ordinal());
    List<Kring> phones = new ArrayList<>();
    for (int i = 0; i < PHONES; i++) {
      phones.add(open(setUp, i));
    }
    start(setUp);
    AtomicBoolean done = new AtomicBoolean();
    Thread users = new Thread(() -> use(setUp, phones, codes, week, done), "users");
    users.start();
    try {
      for (int kill = 0; kill < KILLS; kill++) {
        waitUntilReady(setUp);
        Thread.sleep(random.nextInt(400));
        process.destroyForcibly().waitFor();
        start(setUp);
      }
      waitUntilReady(setUp);
      users.join(120_000);
      assertTrue(done.get(), "every phone came through in the end");
    } finally {
      users.interrupt();
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
    assertEquals(PHONES * 7, spent);
    assertEquals(spent, count(setUp, "counts", "SELECT SUM(people) FROM pulse_day"));
    assertEquals(
        spent,
        count(setUp, "counts", "SELECT SUM(people) FROM pulse_answer WHERE question = 'tension'"));
    assertEquals(drawn, count(setUp, "people", "SELECT COUNT(*) FROM token_draw"));
    assertEquals(PHONES, count(setUp, "people", "SELECT COUNT(*) FROM membership"));
  }

  /** Joins, records seven days, and syncs until nothing waits, whatever happens to the server. */
  private static void use(
      TestServer setUp, List<Kring> phones, List<String> codes, IsoWeek week, AtomicBoolean done) {
    try {
      for (int i = 0; i < phones.size(); i++) {
        Kring phone = phones.get(i);
        while (phone.membership().current() == null) {
          try {
            phone.membership().join(codes.get(i));
          } catch (IOException e) {
            Thread.sleep(50);
          }
        }
      }
      for (int day = 0; day < 7; day++) {
        for (Kring phone : phones) {
          phone
              .checkIns()
              .record(
                  CheckIn.builder(week.monday().plusDays(day))
                      .tension(1 + day % 5)
                      .urge(2)
                      .timeOut(TimeOut.NOT_NEEDED)
                      .build());
        }
      }
      for (int i = 0; i < phones.size(); i++) {
        phones.get(i).sync();
        while (phones.get(i).journal().waiting() > 0) {
          // An app that is started anew tries at once, whatever it was waiting for.
          phones.set(i, open(setUp, i));
          phones.get(i).sync();
          Thread.sleep(20);
        }
      }
      done.set(true);
    } catch (IOException | InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Kring open(TestServer setUp, int number) throws IOException {
    return Kring.builder(setUp.folder.resolve("phone" + number).toFile(), setUp.address)
        .clock(setUp.clock())
        .build();
  }

  private void start(TestServer setUp) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "nl.kring.server.app.Main",
            "serve");
    builder.environment().putAll(setUp.environment);
    File log = setUp.folder.resolve("server.log").toFile();
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    process = builder.start();
  }

  private static void waitUntilReady(TestServer setUp) throws Exception {
    HttpRequest ready = HttpRequest.newBuilder(URI.create(setUp.address + "/health/ready")).build();
    try {
      long deadline = System.nanoTime() + 60_000_000_000L;
      while (System.nanoTime() < deadline) {
        try {
          if (HttpClient.newHttpClient()
                  .send(ready, HttpResponse.BodyHandlers.discarding())
                  .statusCode()
              == 200) {
            return;
          }
        } catch (IOException e) {
          Thread.sleep(20);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new AssertionError("the server did not start: " + setUp.folder.resolve("server.log"));
  }

  private static int count(TestServer setUp, String name, String sql) {
    String url =
        setUp.environment.get("KRING_" + name.toUpperCase(java.util.Locale.ROOT) + "_DATABASE_URL");
    try (Database database = Database.open(name, url)) {
      return database.reader().withHandle(handle -> handle.createQuery(sql).mapTo(int.class).one());
    }
  }
}
