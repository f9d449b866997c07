package nl.kring.server.incident;

import java.util.List;

/**
 * What a provider's facilitators recorded of a year, exactly; for its own coordinators.
 *
 * @param kinds those that happened, in the order of the enum
 * @param acts those that were done, in the order of the enum; of one incident several
 */
public record IncidentTotals(
    int year, List<IncidentTotals.OfKind> kinds, List<IncidentTotals.OfAct> acts) {
  /** How often something happened. */
  public record OfKind(IncidentKind kind, int incidents) {}

  /** In how many incidents something was done. */
  public record OfAct(IncidentAct act, int incidents) {}
}
