package nl.kring.server.platform.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules of {@code texts/lint.txt} for one text at a time. Immutable. */
final class TextLint {
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?:;])\\s+|\\n");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}{][\\p{L}\\p{N}{}'’.,‑-]*");
  private static final Pattern LETTERS = Pattern.compile("\\p{L}+");

  /**
   * A thing never said.
   *
   * @param example a text that this rule catches
   * @param allowedIn beginnings of keys in which it may be said
   */
  record Rule(
      String name,
      String language,
      Pattern expression,
      String example,
      String instead,
      List<String> allowedIn) {

    boolean catches(String key, String text) {
      return allowedIn.stream().noneMatch(key::startsWith) && expression.matcher(text).find();
    }
  }

  private final List<String> header = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();
  private final Map<String, Integer> limits = new HashMap<>();
  private final Set<String> longWords = new HashSet<>();

  private TextLint() {}

  /** As the file has it. */
  static TextLint read() {
    TextLint lint = new TextLint();
    String section = "";
    try {
      for (String line : Files.readAllLines(Path.of("src/test/resources/texts/lint.txt"))) {
        if (line.startsWith("#")) {
          lint.header.add(line);
        } else if (line.startsWith("[")) {
          section = line.substring(1, line.length() - 1);
        } else if (!line.isBlank()) {
          lint.add(section, line);
        }
      }
      return lint;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String section, String line) {
    String language = section.substring(section.lastIndexOf(' ') + 1);
    String[] columns = line.split(" \\| ");
    if (section.startsWith("limits")) {
      limits.put(columns[0] + " " + language, Integer.valueOf(columns[1].trim()));
    } else if (section.startsWith("long words")) {
      longWords.add(line.trim());
    } else {
      rules.add(
          new Rule(
              section.substring(0, section.indexOf(' ')),
              language,
              Pattern.compile(columns[0], Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
              columns[1],
              columns[2],
              columns.length > 3 ? List.of(columns[3].trim().split(" ")) : List.of()));
    }
  }

  /** The comments of the file. */
  List<String> header() {
    return header;
  }

  List<Rule> rules() {
    return rules;
  }

  /** What is wrong with a text: its words, and how long its sentences and words are. */
  List<String> findings(String language, String key, String text) {
    List<String> findings = new ArrayList<>(words(language, key, text, ""));
    for (String sentence : SENTENCE_END.split(text)) {
      int count = 0;
      Matcher word = WORD.matcher(sentence);
      while (word.find()) {
        count++;
      }
      if (count > limit("words in a sentence", language)) {
        findings.add("S17 " + key + ": " + count + " words in: " + sentence);
      }
    }
    Matcher letters = LETTERS.matcher(text);
    while (letters.find()) {
      String word = letters.group().toLowerCase(java.util.Locale.ROOT);
      if (word.length() > limit("letters in a word", language) && !longWords.contains(word)) {
        findings.add("S17 " + key + ": a long word: " + word);
      }
    }
    return findings;
  }

  /** Which rules whose names begin with {@code rule} a text breaks, whatever its length. */
  List<String> words(String language, String key, String text, String rule) {
    List<String> findings = new ArrayList<>();
    for (Rule each : rules) {
      if (each.language().equals(language)
          && each.name().startsWith(rule)
          && each.catches(key, text)) {
        findings.add(
            each.name() + " " + key + ": say " + each.instead() + ", not as in: " + text.strip());
      }
    }
    return findings;
  }

  private int limit(String what, String language) {
    return limits.getOrDefault(what + " " + language, 0);
  }
}
