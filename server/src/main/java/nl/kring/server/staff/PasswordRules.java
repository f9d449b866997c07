package nl.kring.server.staff;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which passwords are refused: shorter than twelve characters, among the commonest, made of a
 * pattern that guessers try first, or the account's own name (NIST SP 800-63B § 5.1.1.2). The
 * commonest are those of zxcvbn's dictionary of passwords, in any case of letters. Thread-safe.
 */
final class PasswordRules {
  static final int MIN_LENGTH = 12;
  static final int MAX_LENGTH = 256;

  /** Judging takes time that grows with the length, and more characters make no password worse. */
  private static final int JUDGED_LENGTH = 64;

  /** A lower score: a million guesses find it, by zxcvbn's reckoning. */
  private static final int WORST_ALLOWED_SCORE = 2;

  private final Zxcvbn guesser = new Zxcvbn();

  /** What is wrong with a password, as a sentence; empty when it is accepted. */
  Optional<String> fault(String name, String password) {
    String normal = Normalizer.normalize(password, Normalizer.Form.NFKC);
    int length = normal.codePointCount(0, normal.length());
    if (length < MIN_LENGTH || length > MAX_LENGTH) {
      return Optional.of("password has " + MIN_LENGTH + " to " + MAX_LENGTH + " characters");
    }
    String lower = normal.toLowerCase(Locale.ROOT);
    if (lower.equals(name.trim().toLowerCase(Locale.ROOT))) {
      return Optional.of("password is the name");
    }
    String judged = lower.substring(0, Math.min(JUDGED_LENGTH, lower.length()));
    return guesser.measure(judged, List.of(name, "kring")).getScore() < WORST_ALLOWED_SCORE
        ? Optional.of("password is among those that are guessed first")
        : Optional.empty();
  }
}
