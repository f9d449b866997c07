package nl.kring.model.membership;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

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
