package nl.kring.server.meeting;

import java.time.LocalDate;
import java.util.List;

/**
 * When and where a group meets, as a calendar shows it.
 *
 * @param version goes up with each change of the planning
 * @param changedOn the day on which it was last changed
 */
public record MeetingCalendar(long version, LocalDate changedOn, List<RuledSeries> series) {}
