package nl.kring.server.checkin;

import java.util.List;
import java.util.Map;
import nl.kring.model.checkin.PulseWeek;
import nl.kring.model.checkin.TimeOut;
import nl.kring.model.time.IsoWeek;

/** A row of {@code pulse_week}: one published week of one group. */
record PulseWeekRow(
    String week,
    int tension1,
    int tension2,
    int tension3,
    int tension4,
    int tension5,
    int urge1,
    int urge2,
    int urge3,
    int urge4,
    int urge5,
    int timeOutUsed,
    int timeOutNotUsed,
    int timeOutNotNeeded) {

  PulseWeek published() {
    return new PulseWeek(
        IsoWeek.parse(week),
        List.of(tension1, tension2, tension3, tension4, tension5),
        List.of(urge1, urge2, urge3, urge4, urge5),
        Map.of(
            TimeOut.USED,
            timeOutUsed,
            TimeOut.NOT_USED,
            timeOutNotUsed,
            TimeOut.NOT_NEEDED,
            timeOutNotNeeded));
  }
}
