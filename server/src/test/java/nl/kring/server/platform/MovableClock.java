package nl.kring.server.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import nl.kring.model.time.IsoWeek;

/** A clock for tests that stands still until it is moved. Thread-safe. */
public final class MovableClock extends Clock {
  private volatile Instant now;

  /** Standing at this instant. */
  public MovableClock(String instant) {
    this.now = Instant.parse(instant);
  }

  /** Moves it. */
  public void moveTo(String instant) {
    now = Instant.parse(instant);
  }

  /** Moves it on. */
  public void advance(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return IsoWeek.ZONE;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.fixed(now, zone);
  }
}
