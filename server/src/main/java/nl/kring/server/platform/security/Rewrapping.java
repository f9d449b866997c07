package nl.kring.server.platform.security;

/**
 * Wraps what was wrapped under one master secret anew, under another. Doing it again changes
 * nothing, so that whatever was cut off half-way can be done again from the beginning. Thread-safe.
 */
public final class Rewrapping {
  private final Secret old;
  private final Secret fresh;

  /** From under {@code old} to under {@code fresh}. */
  public Rewrapping(Secret old, Secret fresh) {
    this.old = old;
    this.fresh = fresh;
  }

  /** Something that opens with neither secret; the message is one line for people. */
  public static final class NeitherOpensException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NeitherOpensException(String table) {
      super(
          "a row of the table "
              + table
              + " does not open with this master secret; nothing is lost");
    }
  }

  /** What of one table is wrapped under one label. */
  public final class OfTable {
    private final String table;
    private final Wrapping from;
    private final Wrapping to;

    private OfTable(String table, String label) {
      this.table = table;
      this.from = new Wrapping(old, label);
      this.to = new Wrapping(fresh, label);
    }

    /**
     * The same under the fresh secret; the very same bytes when it is already.
     *
     * @throws NeitherOpensException when it opens with neither secret
     */
    public byte[] rewrap(byte[] wrapped, String usedFor) {
      if (to.opens(wrapped, usedFor)) {
        return wrapped;
      }
      if (!from.opens(wrapped, usedFor)) {
        throw new NeitherOpensException(table);
      }
      return to.wrap(from.unwrap(wrapped, usedFor), usedFor);
    }
  }

  /** For the rows of a table. */
  public OfTable of(String table, String label) {
    return new OfTable(table, label);
  }
}
