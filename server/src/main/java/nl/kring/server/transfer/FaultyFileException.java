package nl.kring.server.transfer;

import java.util.List;

/** A file that cannot be imported, and why; nothing of it was. */
public final class FaultyFileException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<Fault> faults;

  /** One thing that is wrong: where, what it is, and what is expected. */
  public record Fault(Place place, String sentence) {}

  FaultyFileException(List<Fault> faults) {
    super("the file has faults", null, false, false);
    this.faults = List.copyOf(faults);
  }

  /** What is wrong, in the order of the file; {@value Faults#MOST} at the most. */
  public List<Fault> faults() {
    return faults;
  }
}
