package nl.kring.server.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * Lets the time in a clock file go on as it does outside, from whatever instant it holds: what
 * somebody else writes there stays, and goes on from there.
 */
final class ClockHand {
  /** Rarely, so that it all but never overwrites what is written at that very moment. */
  private static final Duration STEP = Duration.ofSeconds(5);

  private final Path file;
  private final Thread thread = new Thread(this::run, "clock hand");

  ClockHand(Path file) {
    this.file = file;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Writes an instant, so that a reader sees the old one or the new one. */
  static void set(Path file, Instant instant) throws IOException {
    Path fresh = file.resolveSibling("clock.new");
    Files.writeString(fresh, instant + "\n", StandardOpenOption.CREATE);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void run() {
    long before = System.nanoTime();
    try {
      while (true) {
        Thread.sleep(STEP.toMillis());
        long now = System.nanoTime();
        Duration passed = Duration.ofSeconds(Duration.ofNanos(now - before).toSeconds());
        before += passed.toNanos();
        advance(passed);
      }
    } catch (InterruptedException e) {
      // It was asked to stop.
    }
  }

  private void advance(Duration passed) {
    try {
      set(file, Instant.parse(Files.readString(file).trim()).plus(passed));
    } catch (IOException | DateTimeException e) {
      // Somebody is writing it, or took it away: it will go on from what is there next time.
    }
  }

  /** Stops it, and returns once it writes no more. */
  void stop() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
