package nl.kring.server.platform.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The words of all pages, in every language there is a file for ({@code i18n/nl.properties}, in
 * UTF-8); those of the safety texts stand apart, in {@code safety/nl.properties}, because others
 * than whoever writes the pages answer for them. Dutch comes first. Immutable.
 */
public final class Texts {
  private static final List<String> LANGUAGES = List.of("nl", "en");
  private static final List<String> FOLDERS = List.of("/i18n/", "/safety/");

  private final Map<String, Words> byLanguage = new LinkedHashMap<>();

  /** Reads the files from the jar. */
  public Texts() {
    for (String language : LANGUAGES) {
      Map<String, String> words = new LinkedHashMap<>();
      FOLDERS.forEach(folder -> load(folder + language + ".properties", words));
      byLanguage.put(language, new Words(language, words));
    }
  }

  private static void load(String name, Map<String, String> words) {
    try (InputStream resource = Texts.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException("the jar has no " + name);
      }
      Properties properties = new Properties();
      properties.load(new InputStreamReader(resource, StandardCharsets.UTF_8));
      for (String key : properties.stringPropertyNames()) {
        if (words.put(key, properties.getProperty(key)) != null) {
          throw new IllegalStateException(name + " says " + key + " a second time");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** Codes of the languages (ISO 639-1), Dutch first. */
  public List<String> languages() {
    return LANGUAGES;
  }

  /**
   * The words in a language.
   *
   * @throws IllegalArgumentException when there is no file of it
   */
  public Words in(String language) {
    Words words = byLanguage.get(language);
    if (words == null) {
      throw new IllegalArgumentException("no texts in " + language);
    }
    return words;
  }

  /**
   * The words in the language that a browser likes best of those there are; Dutch when it says
   * nothing that can be read.
   *
   * @param acceptLanguage the header of that name (RFC 9110 § 12.5.4), or null
   */
  public Words preferred(@Nullable String acceptLanguage) {
    String best = null;
    if (acceptLanguage != null) {
      try {
        best = Locale.lookupTag(Locale.LanguageRange.parse(acceptLanguage), LANGUAGES);
      } catch (IllegalArgumentException e) {
        // A header that is no list of languages asks for nothing.
      }
    }
    return in(best == null ? LANGUAGES.get(0) : best);
  }
}
