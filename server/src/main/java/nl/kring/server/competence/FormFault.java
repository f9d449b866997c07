package nl.kring.server.competence;

import java.util.Optional;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.platform.http.ProblemException;

/**
 * Why what a form asked was not done, when whoever sent it can do something about it.
 *
 * @param text its key
 */
record FormFault(int status, String text) {
  private static final FormFault INVALID =
      new FormFault(ProblemType.INVALID_REQUEST.status(), "competence.fault.invalid");
  private static final FormFault CONFLICT =
      new FormFault(ProblemType.CONFLICT.status(), "competence.fault.conflict");

  /**
   * Does what a form asks; empty when that was done.
   *
   * @throws ProblemException for what the page cannot help with, such as 404
   */
  static Optional<FormFault> of(Runnable act) {
    try {
      act.run();
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(INVALID);
    } catch (ProblemException e) {
      return switch (e.type()) {
        case INVALID_REQUEST -> Optional.of(INVALID);
        case CONFLICT -> Optional.of(CONFLICT);
        default -> throw e;
      };
    }
  }
}
