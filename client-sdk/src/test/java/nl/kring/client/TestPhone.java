package nl.kring.client;

import java.io.File;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.LocalDate;
import nl.kring.client.checkin.CheckIn;
import nl.kring.client.internal.store.Steps;
import nl.kring.client.testing.MutableClock;
import nl.kring.client.testing.TinyServer;
import nl.kring.model.checkin.TimeOut;
import nl.kring.model.membership.JoinCode;

/** What the tests of the door share. */
final class TestPhone {
  static final LocalDate MONDAY = LocalDate.parse("2026-11-23");

  private TestPhone() {}

  static KringBuilder builder(File directory, TinyServer server, MutableClock clock) {
    return Kring.builder(directory, server.url()).clock(clock).jitter(() -> 0);
  }

  static Kring open(File directory, TinyServer server, MutableClock clock) throws IOException {
    return builder(directory, server, clock).build();
  }

  static Kring open(File directory, TinyServer server, MutableClock clock, Steps steps)
      throws IOException {
    return builder(directory, server, clock).steps(steps).build();
  }

  static String code() {
    return JoinCode.random(new SecureRandom()).words();
  }

  static CheckIn checkIn(LocalDate day) {
    return CheckIn.builder(day).tension(3).urge(2).timeOut(TimeOut.NOT_NEEDED).build();
  }
}
