package nl.kring.client;

import java.io.File;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import nl.kring.client.checkin.CheckIn;
import nl.kring.model.checkin.TimeOut;
import nl.kring.model.time.IsoWeek;

/** A minimal app, for the test that shrinks it: joins, lives a day, and leaves. */
final class ShrunkApp {
  private ShrunkApp() {}

  /** Arguments: a folder, the server's address, a join code, and the time. */
  public static void main(String[] arguments) throws Exception {
    File folder = new File(arguments[0]);
    Clock clock = Clock.fixed(Instant.parse(arguments[3]), IsoWeek.ZONE);
    LocalDate today = LocalDate.now(clock);
    Kring kring = Kring.builder(folder, arguments[1]).clock(clock).build();
    kring.membership().join(arguments[2]);
    kring.sync();
    kring
        .checkIns()
        .record(CheckIn.builder(today).tension(3).urge(2).timeOut(TimeOut.USED).build());
    // Opened anew: everything is read from its files again.
    Kring again = Kring.builder(folder, arguments[1]).clock(clock).build();
    for (int i = 0; i < 3; i++) {
      again.sync();
    }
    System.out.println(again.journal() + " " + again.checkIns().history().size());
    again.membership().leave();
    System.out.println(
        "left " + again.membership().current() + " " + again.membership().isLeaving());
  }
}
