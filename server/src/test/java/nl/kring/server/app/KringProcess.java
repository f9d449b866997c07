package nl.kring.server.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command line as a process of its own, with the classes of this test. */
final class KringProcess {
  /** What a command that ended said. */
  record Ended(int exitCode, String out, String err) {}

  private KringProcess() {}

  /** Runs a command to its end, within so many seconds. */
  static Ended run(Path folder, int seconds, Map<String, String> environment, String... arguments)
      throws Exception {
    Process process = start(folder, environment, arguments);
    try {
      assertTrue(process.waitFor(seconds, TimeUnit.SECONDS), "it ends");
    } finally {
      process.destroyForcibly();
    }
    return new Ended(
        process.exitValue(),
        Files.readString(folder.resolve("out.txt")),
        Files.readString(folder.resolve("err.txt")));
  }

  /** Starts a command; its output goes to {@code out.txt} and {@code err.txt} in the folder. */
  static Process start(Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    return of(environment, arguments)
        .redirectOutput(folder.resolve("out.txt").toFile())
        .redirectError(folder.resolve("err.txt").toFile())
        .start();
  }

  /** Waits, for a minute at the most, until a server answers. */
  static void awaitReady(Process server, String address) throws Exception {
    HttpRequest ready = HttpRequest.newBuilder(URI.create(address + "/health/ready")).build();
    HttpClient http = HttpClient.newHttpClient();
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (System.nanoTime() < deadline && server.isAlive()) {
      try {
        if (http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        Thread.sleep(20);
      }
    }
    throw new AssertionError("the server at " + address + " did not start");
  }

  /** Not started yet: where its output goes is the caller's to say. */
  static ProcessBuilder of(Map<String, String> environment, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "nl.kring.server.app.Main"));
    if (!List.of(arguments).contains("serve")) {
      // Sooner at work; but only the second compiler is fast with the numbers of token keys.
      command.add(1, "-XX:TieredStopAtLevel=1");
    }
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder;
  }
}
