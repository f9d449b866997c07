package nl.kring.server.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import nl.kring.model.time.IsoWeek;
import org.jspecify.annotations.Nullable;

/**
 * The clock that everything reads: in development it shows the instant written in a file, read anew
 * each time, so that a test can move it.
 */
public final class KringClock extends Clock {
  private final Path file;
  private final ZoneId zone;
  private volatile @Nullable Instant lastRead;

  private KringClock(Path file, ZoneId zone) {
    this.file = file;
    this.zone = zone;
  }

  /** The machine's clock, in Amsterdam. */
  public static Clock ofSystem() {
    return Clock.system(IsoWeek.ZONE);
  }

  /**
   * A clock that stands at the instant in this file until the file says otherwise.
   *
   * @throws IllegalStateException when the file does not hold one
   */
  public static Clock ofFile(Path file) {
    KringClock clock = new KringClock(file, IsoWeek.ZONE);
    clock.lastRead = clock.instant();
    return clock;
  }

  /** Which day it is in Amsterdam by this clock, in whatever zone the clock itself is. */
  public static LocalDate today(Clock clock) {
    return LocalDate.ofInstant(clock.instant(), IsoWeek.ZONE);
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new KringClock(file, other);
  }

  /**
   * The instant in the file; the last one that could be read while the file is being rewritten.
   *
   * @throws IllegalStateException when it never held an instant
   */
  @Override
  public Instant instant() {
    try {
      Instant now = Instant.parse(Files.readString(file).trim());
      lastRead = now;
      return now;
    } catch (IOException | DateTimeException e) {
      Instant last = lastRead;
      if (last != null) {
        return last;
      }
      throw new IllegalStateException(
          "KRING_CLOCK_FILE does not hold an instant such as 2026-11-24T12:00:00Z", e);
    }
  }
}
