package nl.kring.server.transfer;

import java.util.List;

/**
 * What an import did.
 *
 * @param notes what it left out, one line each
 */
public record ImportReport(
    Tally programmes,
    Tally providers,
    Tally groups,
    Tally meetingSeries,
    Tally facilitators,
    List<String> notes) {

  /** How many things of one kind were added, changed, or already as the file says. */
  public record Tally(int added, int changed, int unchanged) {
    static final Tally NONE = new Tally(0, 0, 0);

    Tally plusAdded() {
      return new Tally(added + 1, changed, unchanged);
    }

    Tally plusChanged() {
      return new Tally(added, changed + 1, unchanged);
    }

    Tally plusUnchanged() {
      return new Tally(added, changed, unchanged + 1);
    }
  }
}
