package nl.kring.server.competence;

import java.util.regex.Pattern;

/**
 * The name of a course or an organisation: the only text that is typed here. It is too short and
 * too plain for a story, an e-mail address, a telephone number or a date of birth.
 */
final class PlainName {
  static final int MAX_LENGTH = 80;

  /** Also in openapi.yaml. */
  static final String FORM = "^[A-Za-zÀ-ÖØ-öø-ž0-9][A-Za-zÀ-ÖØ-öø-ž0-9 .,&'’()/+–-]*$";

  private static final Pattern PLAIN = Pattern.compile(FORM);
  private static final int MOST_DIGITS = 4;

  private PlainName() {}

  /**
   * A name without blanks around it.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong
   */
  static String checked(String name) {
    String trimmed = name.trim();
    if (trimmed.length() > MAX_LENGTH
        || !PLAIN.matcher(trimmed).matches()
        || trimmed.chars().filter(Character::isDigit).count() > MOST_DIGITS) {
      throw new IllegalArgumentException(
          "name has 1 to "
              + MAX_LENGTH
              + " letters and plain signs, and at most "
              + MOST_DIGITS
              + " digits");
    }
    return trimmed;
  }
}
