package nl.kring.server.app;

import java.io.PrintStream;

/**
 * One line on a terminal that says how far something is, written over itself and gone at the end.
 * For one thread.
 */
final class ProgressLine implements AutoCloseable {
  private static final long EVERY_NANOS = 100_000_000;

  private final PrintStream terminal;
  private final String what;
  private final boolean isShown;
  private int length;
  private long next = System.nanoTime();

  /**
   * A line.
   *
   * @param what for example {@code groups}
   * @param isShown whether there is a terminal; without one nothing is ever written
   */
  ProgressLine(PrintStream terminal, String what, boolean isShown) {
    this.terminal = terminal;
    this.what = what;
    this.isShown = isShown;
  }

  /** On standard error, when that is a terminal: which Java cannot ask, and the launcher says. */
  static ProgressLine onTerminal(String what) {
    return new ProgressLine(System.err, what, Boolean.getBoolean("kring.terminal"));
  }

  /** That so many of all are done; at most ten times a second, and the last. */
  void show(int done, int all) {
    long now = System.nanoTime();
    if (!isShown || (now - next < 0 && done < all)) {
      return;
    }
    next = now + EVERY_NANOS;
    write(done + " of " + all + " " + what + " (" + 100L * done / Math.max(1, all) + " %)");
  }

  private void write(String text) {
    terminal.print("\r" + text + " ".repeat(Math.max(0, length - text.length())));
    if (text.isEmpty()) {
      terminal.print("\r");
    }
    terminal.flush();
    length = text.length();
  }

  /** Takes the line away. */
  @Override
  public void close() {
    if (length > 0) {
      write("");
    }
  }
}
