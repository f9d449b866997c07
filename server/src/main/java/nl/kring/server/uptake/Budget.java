package nl.kring.server.uptake;

/**
 * What a membership that takes part for a year can be known by, at most (pure ε, add or remove one
 * membership for a year), in 24ths: twelve months of ¼, the year of ½, three milestones of ⅛.
 */
public final class Budget {
  /** What a year may cost: ε = 4. */
  public static final int LIMIT = 96;

  /** What opening a month costs: ε = ¼. */
  public static final int MONTH = 6;

  /** What the year's counters cost: twelve participations of 1/24. */
  public static final int YEAR = 12;

  /** What the cohorts cost: three milestones in a year, of ⅛. */
  public static final int COHORTS = 9;

  private Budget() {}
}
