package nl.kring.server.incident;

import java.util.List;

/**
 * What was published of a year, and never changes.
 *
 * @param minimum of what one provider recorded of one kind; what was less is in no total
 * @param totals by region and kind; what is not listed is not known to be nothing
 */
public record IncidentRelease(int year, int minimum, List<IncidentRelease.Total> totals) {
  /**
   * The sum of what providers recorded.
   *
   * @param region code of the safety region in which all groups of those providers lie, or {@code
   *     NL} for providers in several
   */
  public record Total(String region, IncidentKind kind, int incidents) {}
}
