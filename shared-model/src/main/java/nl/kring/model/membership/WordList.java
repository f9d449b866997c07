package nl.kring.model.membership;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The 2,048 plain Dutch words of join and recovery codes, eleven bits each. */
final class WordList {
  static final int SIZE = 2048;

  private static final List<String> WORDS = load();

  private WordList() {}

  static String word(int index) {
    return WORDS.get(index);
  }

  static boolean contains(String word) {
    return Collections.binarySearch(WORDS, word) >= 0;
  }

  /** Random words, eleven bits each. */
  static List<String> random(SecureRandom random, int words) {
    List<String> code = new ArrayList<>(words);
    for (int i = 0; i < words; i++) {
      code.add(word(random.nextInt(SIZE)));
    }
    return code;
  }

  /**
   * Reads words as people type them: capitals, spaces, hyphens, commas.
   *
   * @throws IllegalArgumentException when these are not so many words of the list; the message
   *     tells a person in Dutch what to look at, and never repeats the code
   */
  static List<String> parse(String typed, int words) {
    String code = typed.trim().toLowerCase(Locale.ROOT);
    List<String> read = Arrays.asList(code.split("[\\s,.-]+", -1));
    if (read.size() != words) {
      throw new IllegalArgumentException("een code heeft " + words + " woorden");
    }
    for (int i = 0; i < words; i++) {
      if (!contains(read.get(i))) {
        throw new IllegalArgumentException("woord " + (i + 1) + " van de code klopt niet");
      }
    }
    return read;
  }

  private static List<String> load() {
    InputStream in = WordList.class.getResourceAsStream("words-nl.txt");
    if (in == null) {
      throw new IllegalStateException("words-nl.txt is missing from the jar");
    }
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<String> words = new ArrayList<>(SIZE);
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        words.add(line);
      }
      if (words.size() != SIZE) {
        throw new IllegalStateException("words-nl.txt holds " + words.size() + " words");
      }
      return Collections.unmodifiableList(words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
