package nl.kring.server.meeting;

import java.time.Instant;
import java.util.List;

/**
 * When and where a group meets, as a calendar shows it.
 *
 * @param version goes up with each change of the planning
 * @param changedAt when it was last changed, in whole seconds
 */
public record MeetingCalendar(long version, Instant changedAt, List<RuledSeries> series) {}
