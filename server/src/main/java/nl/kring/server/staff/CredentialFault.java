package nl.kring.server.staff;

import nl.kring.model.problem.ProblemType;
import nl.kring.server.platform.http.ProblemException;

/** How pages say what is wrong with a name, a password or a code. */
final class CredentialFault {
  private CredentialFault() {}

  /**
   * The key of the text; where nobody chooses a password, a bad one is some other problem.
   *
   * @throws ProblemException the same one, when something else is wrong
   */
  static String key(ProblemException e, boolean isPasswordChosen) {
    if (e.type() == ProblemType.SIGN_IN_FAILED) {
      return "staff.sign-in.failed";
    }
    if (e.type() == ProblemType.TOO_MANY_REQUESTS) {
      return "staff.sign-in.too-early";
    }
    if (e.type() == ProblemType.INVALID_REQUEST && isPasswordChosen) {
      return "staff.password.weak";
    }
    throw e;
  }
}
