package nl.kring.client.internal;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nl.kring.client.internal.store.Phone;
import nl.kring.client.meetings.MeetingsOfGroup;
import nl.kring.model.meeting.Meeting;
import nl.kring.model.time.IsoWeek;

/** The phone's copy of its group's meetings. Thread-safe. */
public final class PhoneMeetings implements MeetingsOfGroup {
  private final Phone phone;
  private final Clock clock;

  /** Of one phone. */
  public PhoneMeetings(Phone phone, Clock clock) {
    this.phone = phone;
    this.clock = clock;
  }

  @Override
  public List<Meeting> upcoming() {
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), IsoWeek.ZONE);
    List<Meeting> upcoming = new ArrayList<>();
    for (Meeting meeting : phone.group().meetings()) {
      if (meeting.end().isAfter(now)) {
        upcoming.add(meeting);
      }
    }
    return Collections.unmodifiableList(upcoming);
  }

  @Override
  public String toString() {
    return "MeetingsOfGroup";
  }
}
