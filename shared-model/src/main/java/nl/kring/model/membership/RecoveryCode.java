package nl.kring.model.membership;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What moves a membership to a new phone: twelve plain Dutch words (132 random bits).
 *
 * <p>Immutable. It reads what people type (capitals, spaces, hyphens).
 */
public final class RecoveryCode {
  /** Words in a code. */
  public static final int WORDS = 12;

  private final List<String> list;

  private RecoveryCode(List<String> words) {
    this.list = Collections.unmodifiableList(words);
  }

  /** A fresh code. */
  public static RecoveryCode random(SecureRandom random) {
    return new RecoveryCode(WordList.random(random, WORDS));
  }

  /**
   * Reads words as people type them.
   *
   * @throws IllegalArgumentException when these are not twelve words of the list; the message names
   *     the position of the first that is not, and never repeats the code
   */
  @JsonCreator
  public static RecoveryCode parse(String typed) {
    return new RecoveryCode(WordList.parse(typed, WORDS));
  }

  /** The words with hyphens: how a code is sent. */
  @JsonValue
  public String words() {
    return String.join("-", list);
  }

  /** The twelve words in their order, to show them one by one. Unmodifiable. */
  public List<String> list() {
    return list;
  }

  /** The position, from 1, of the first word that is another one there; 0 when all are the same. */
  public int firstDifference(RecoveryCode other) {
    for (int i = 0; i < WORDS; i++) {
      if (!list.get(i).equals(other.list.get(i))) {
        return i + 1;
      }
    }
    return 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RecoveryCode && ((RecoveryCode) other).list.equals(list);
  }

  @Override
  public int hashCode() {
    return list.hashCode();
  }

  /** Only the type: codes are never printed by accident. */
  @Override
  public String toString() {
    return "RecoveryCode";
  }
}
