package nl.kring.client.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import nl.kring.model.time.IsoWeek;

/** A clock that a test sets. */
public final class MutableClock extends Clock {
  private volatile Instant now;

  /** At a wall-clock time in Amsterdam. */
  public MutableClock(String amsterdam) {
    set(amsterdam);
  }

  public void set(String amsterdam) {
    now = LocalDateTime.parse(amsterdam).atZone(IsoWeek.ZONE).toInstant();
  }

  public void plus(Duration duration) {
    now = now.plus(duration);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
