package nl.kring.server.staff;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which passwords are refused: shorter than twelve characters, among the commonest, made of a
 * pattern that guessers try first, or the account's own name (NIST SP 800-63B § 5.1.1.2). The list
 * and the patterns are those of zxcvbn. Thread-safe.
 */
final class PasswordRules {
  static final int MIN_LENGTH = 12;
  static final int MAX_LENGTH = 256;

  private static final String LIST = "/com/nulabinc/zxcvbn/matchers/dictionaries/passwords.txt";

  /**
   * Judging takes time that grows with the square of the length, and more characters are no worse.
   */
  private static final int JUDGED_LENGTH = 64;

  /** Fewer than 10^6 guesses are enough, by zxcvbn's reckoning. */
  private static final int WORST_ALLOWED_SCORE = 2;

  private final Set<String> commonest = read();
  private final Zxcvbn patterns = new Zxcvbn();

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
    boolean isCommon =
        commonest.contains(lower)
            || patterns.measure(judged, List.of(name, "kring")).getScore() < WORST_ALLOWED_SCORE;
    return isCommon
        ? Optional.of("password is among those that are guessed first")
        : Optional.empty();
  }

  private static Set<String> read() {
    try (InputStream resource = Zxcvbn.class.getResourceAsStream(LIST)) {
      if (resource == null) {
        throw new IllegalStateException("the jar has no " + LIST);
      }
      return new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))
          .lines()
          .map(line -> line.trim().toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
