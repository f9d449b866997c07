package nl.kring.server.transfer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nl.kring.server.transfer.FaultyFileException.Fault;

/** Collects what is wrong with a file, up to {@value #MOST}. Not thread-safe. */
final class Faults {
  static final int MOST = 20;

  private final List<Fault> faults = new ArrayList<>();

  /**
   * Adds one.
   *
   * @throws FaultyFileException when that makes {@value #MOST}: reading on helps nobody
   */
  void add(Place place, String sentence) {
    faults.add(new Fault(place, sentence));
    if (faults.size() == MOST) {
      throwIfAny();
    }
  }

  int count() {
    return faults.size();
  }

  void throwIfAny() {
    if (!faults.isEmpty()) {
      faults.sort(
          Comparator.comparingInt((Fault fault) -> fault.place().line())
              .thenComparingInt(fault -> fault.place().column()));
      throw new FaultyFileException(faults);
    }
  }

  /** A file of which nothing more can be read. */
  static FaultyFileException only(Place place, String sentence) {
    return new FaultyFileException(List.of(new Fault(place, sentence)));
  }

  /** A value of the file, fit to be shown in one line at a terminal. */
  static String quote(String value) {
    int most = 40;
    String shown = value.length() > most ? value.substring(0, most) + "…" : value;
    return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
  }
}
