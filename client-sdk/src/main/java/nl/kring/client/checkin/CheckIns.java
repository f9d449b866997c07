package nl.kring.client.checkin;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One's own check-ins, kept on this phone. Thread-safe. */
public interface CheckIns {
  /**
   * Keeps a check-in on this phone and queues its slip; durable on return, and never touches the
   * network.
   *
   * <p>One per day: recording a day again replaces it. Once the day's slip was made ready for
   * sending, only the phone's copy changes.
   *
   * @throws IllegalArgumentException when the day has not come yet, or its week is closed (Tuesday
   *     04:00 after it, Europe/Amsterdam)
   * @throws IOException when the disk cannot be written, for example because it is full; what was
   *     kept before stays
   */
  void record(CheckIn checkIn) throws IOException;

  /** All check-ins, oldest first. Unmodifiable. */
  List<CheckIn> history();

  /** The check-in of a day; null when there is none. */
  @Nullable CheckIn of(LocalDate day);

  /**
   * The history as Dutch text for its owner: each line is marked "zelf ingevuld, bewijst niets",
   * and no group is named. Empty but for its heading when there are no check-ins.
   */
  String exportText();
}
