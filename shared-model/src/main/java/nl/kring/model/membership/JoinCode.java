package nl.kring.model.membership;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A single-use code with which somebody joins a group: five plain Dutch words (55 random bits).
 *
 * <p>Immutable. It reads what people type (capitals, spaces, hyphens) and what a QR code holds.
 */
public final class JoinCode {
  /** Words in a code. */
  public static final int WORDS = 5;

  private final String text;

  private JoinCode(List<String> words) {
    this.text = String.join("-", words);
  }

  /** A fresh code. */
  public static JoinCode random(SecureRandom random) {
    return new JoinCode(WordList.random(random, WORDS));
  }

  /**
   * Reads words as people type them, or the text of the QR code.
   *
   * @throws IllegalArgumentException when these are not five words of the list; the message tells a
   *     person what to look at, and never repeats the code
   */
  @JsonCreator
  public static JoinCode parse(String typed) {
    return new JoinCode(WordList.parse(typed.substring(typed.indexOf('#') + 1), WORDS));
  }

  /** The words with hyphens: how a code is shown and sent. */
  @JsonValue
  public String words() {
    return text;
  }

  /**
   * The text of the QR code: the app's page with the code behind {@code #}, so that a browser never
   * sends it anywhere.
   */
  public String qrText(String publicUrl) {
    return publicUrl + "/app#" + text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JoinCode && ((JoinCode) other).text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Only the type: codes are never printed by accident. */
  @Override
  public String toString() {
    return "JoinCode";
  }
}
