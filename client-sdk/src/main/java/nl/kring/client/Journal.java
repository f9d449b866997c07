package nl.kring.client;

/**
 * What became of everything on this phone, added up from its files: exact after any crash, because
 * each week's counts stand in the same file as what is counted. Immutable.
 *
 * <p>Counts begin again after leaving. Of the check-ins recorded by a member, on days not sent
 * under an earlier membership, each is in exactly one of {@link #spent}, {@link #setAside}, {@link
 * #tooLate} and {@link #waiting}.
 */
public final class Journal {
  private final int drawn;
  private final int spent;
  private final int setAside;
  private final int duplicates;
  private final int tooLate;
  private final int waiting;
  private final int drawsLost;

  Journal(
      int drawn, int spent, int setAside, int duplicates, int tooLate, int waiting, int drawsLost) {
    this.drawn = drawn;
    this.spent = spent;
    this.setAside = setAside;
    this.duplicates = duplicates;
    this.tooLate = tooLate;
    this.waiting = waiting;
    this.drawsLost = drawsLost;
  }

  /** Tokens received and verified; a week's draw is seven. */
  public int drawn() {
    return drawn;
  }

  /** Slips that the server counted, each once. */
  public int spent() {
    return spent;
  }

  /** Slips that the server refused for good. */
  public int setAside() {
    return setAside;
  }

  /**
   * Repeated sends that the server answered as counted: after a send was begun whose answer never
   * came, or after the server was restored.
   *
   * <p>The phone cannot know whether the first send arrived, so this is the number of repetitions
   * answered, not of slips counted twice: the server counts a token once.
   */
  public int duplicates() {
    return duplicates;
  }

  /** Slips that were not counted before their week closed; also where slips were not wanted. */
  public int tooLate() {
    return tooLate;
  }

  /** Slips of open weeks that are still to be sent; 0 without a membership. */
  public int waiting() {
    return waiting;
  }

  /**
   * Weekly draws that brought no tokens: refused, not verifying, drawn elsewhere or never ended.
   */
  public int drawsLost() {
    return drawsLost;
  }

  /** The totals; they name no day and no group. */
  @Override
  public String toString() {
    return "Journal drawn="
        + drawn
        + " spent="
        + spent
        + " setAside="
        + setAside
        + " duplicates="
        + duplicates
        + " tooLate="
        + tooLate
        + " waiting="
        + waiting
        + " drawsLost="
        + drawsLost;
  }
}
