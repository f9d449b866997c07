package nl.kring.client.internal;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import nl.kring.client.checkin.CheckIn;
import nl.kring.client.checkin.CheckIns;
import nl.kring.client.internal.store.Phone;
import nl.kring.model.checkin.TimeOut;
import org.jspecify.annotations.Nullable;

/** Check-ins on the phone. Thread-safe. */
public final class PhoneCheckIns implements CheckIns {
  private static final String MARK = "zelf ingevuld, bewijst niets";

  private final Phone phone;

  /** Of one phone. */
  public PhoneCheckIns(Phone phone) {
    this.phone = phone;
  }

  @Override
  public void record(CheckIn checkIn) throws IOException {
    phone.record(checkIn);
  }

  @Override
  public List<CheckIn> history() {
    return phone.history();
  }

  @Override
  public @Nullable CheckIn of(LocalDate day) {
    for (CheckIn checkIn : history()) {
      if (checkIn.day().equals(day)) {
        return checkIn;
      }
    }
    return null;
  }

  @Override
  public String exportText() {
    StringBuilder text = new StringBuilder("Mijn check-ins: ").append(MARK).append(".\n");
    for (CheckIn checkIn : history()) {
      text.append(line(checkIn)).append('\n');
    }
    return text.toString();
  }

  private static String line(CheckIn checkIn) {
    Integer step = checkIn.step();
    return checkIn.day()
        + ": spanning "
        + checkIn.tension()
        + " van 5, drang "
        + checkIn.urge()
        + " van 5, time-out "
        + text(checkIn.timeOut())
        + (checkIn.lapse() ? ", het ging mis" : "")
        + (step == null ? "" : ", stap " + step)
        + " ("
        + MARK
        + ")";
  }

  private static String text(TimeOut timeOut) {
    switch (timeOut) {
      case USED:
        return "genomen";
      case NOT_USED:
        return "niet genomen";
      case NOT_NEEDED:
        return "niet nodig";
    }
    throw new AssertionError(timeOut);
  }

  @Override
  public String toString() {
    return "CheckIns";
  }
}
