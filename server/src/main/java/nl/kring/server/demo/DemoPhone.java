package nl.kring.server.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Random;
import nl.kring.client.Kring;
import nl.kring.client.checkin.CheckIn;
import nl.kring.model.checkin.TimeOut;
import nl.kring.server.platform.KringClock;

/** A phone of a fictional participant: the real SDK in a folder of its own. */
final class DemoPhone {
  private static final double CHECKS_IN = 0.8;
  private static final int FIRST_OFFLINE_DAY = 9;
  private static final int OFFLINE_DAYS = 5;

  private final Kring kring;
  private final Clock clock;
  private final Random habits;
  private final boolean goesOffline;

  /**
   * A phone.
   *
   * @param number its number, from 0: decides its habits; the first two are offline for some days
   */
  DemoPhone(Path folder, String address, Clock clock, int number) throws IOException {
    this.kring = Kring.builder(folder.toFile(), address).clock(clock).build();
    this.clock = clock;
    this.habits = new Random(number);
    this.goesOffline = number < 2;
  }

  void join(String joinCode) throws IOException {
    kring.membership().join(joinCode);
  }

  /** Lives one day: perhaps a check-in, and a sync unless it is offline. */
  void live(int dayNumber) throws IOException {
    LocalDate today = KringClock.today(clock);
    if (habits.nextDouble() < CHECKS_IN) {
      int tension = 1 + (int) Math.min(4, Math.abs(habits.nextGaussian() * 1.5 + 1.2));
      int urge = 1 + (int) Math.min(4, Math.abs(habits.nextGaussian() + tension / 3.0));
      TimeOut timeOut =
          urge < 3 ? TimeOut.NOT_NEEDED : habits.nextBoolean() ? TimeOut.USED : TimeOut.NOT_USED;
      kring
          .checkIns()
          .record(
              CheckIn.builder(today)
                  .tension(tension)
                  .urge(urge)
                  .timeOut(timeOut)
                  .lapse(habits.nextInt(40) == 0)
                  .build());
    }
    boolean isOffline =
        goesOffline
            && dayNumber >= FIRST_OFFLINE_DAY
            && dayNumber < FIRST_OFFLINE_DAY + OFFLINE_DAYS;
    if (!isOffline) {
      kring.sync();
    }
  }

  Kring kring() {
    return kring;
  }
}
