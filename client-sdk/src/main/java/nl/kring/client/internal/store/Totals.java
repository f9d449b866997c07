package nl.kring.client.internal.store;

import java.util.Collection;

/** What the weeks on the phone add up to. Immutable. */
public final class Totals {
  private final int drawn;
  private final int spent;
  private final int setAside;
  private final int duplicates;
  private final int tooLate;
  private final int waiting;
  private final int drawsLost;

  Totals(Collection<WeekState> weeks, int waiting) {
    int drawnSum = 0;
    int spentSum = 0;
    int setAsideSum = 0;
    int duplicatesSum = 0;
    int tooLateSum = 0;
    int drawsLostSum = 0;
    for (WeekState week : weeks) {
      drawnSum += week.drawn();
      drawsLostSum += week.drawsLost();
      spentSum += week.count(day -> day.state() == SlipState.SPENT);
      setAsideSum += week.count(day -> day.state() == SlipState.SET_ASIDE);
      tooLateSum += week.count(day -> day.state() == SlipState.TOO_LATE);
      for (DayState day : week.days()) {
        duplicatesSum += day.duplicates();
      }
    }
    this.drawn = drawnSum;
    this.spent = spentSum;
    this.setAside = setAsideSum;
    this.duplicates = duplicatesSum;
    this.tooLate = tooLateSum;
    this.waiting = waiting;
    this.drawsLost = drawsLostSum;
  }

  /** Tokens received and verified. */
  public int drawn() {
    return drawn;
  }

  /** Slips counted by the server. */
  public int spent() {
    return spent;
  }

  /** Slips refused for good. */
  public int setAside() {
    return setAside;
  }

  /** Repeated sends that the server answered as counted. */
  public int duplicates() {
    return duplicates;
  }

  /** Slips whose week closed first. */
  public int tooLate() {
    return tooLate;
  }

  /** Slips that are still to be sent. */
  public int waiting() {
    return waiting;
  }

  /** Draws that brought nothing. */
  public int drawsLost() {
    return drawsLost;
  }
}
