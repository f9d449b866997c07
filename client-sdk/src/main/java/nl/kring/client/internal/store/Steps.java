package nl.kring.client.internal.store;

import java.io.IOException;

/**
 * A seam for tests: told of each step just before it is taken, so that a test can stop there.
 *
 * <p>Steps of files are {@code write}, {@code sync}, {@code rename}, {@code sync-directory} and
 * {@code delete} with the file's name; steps of the network are {@code send} and {@code answered}.
 */
@FunctionalInterface
public interface Steps {
  /** What every phone has: nobody listens. */
  Steps NONE = step -> {};

  /**
   * The step is about to be taken.
   *
   * @throws IOException to let the step fail, as a full disk or a lost connection would
   */
  void reached(String step) throws IOException;
}
