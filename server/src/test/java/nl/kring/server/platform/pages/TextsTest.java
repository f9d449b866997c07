package nl.kring.server.platform.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {
  private static final Pattern KEY = Pattern.compile("page\\.text\\(\"([a-z0-9.-]+[a-z0-9])\"");
  private static final Pattern HOLE = Pattern.compile("\\{\\d}");

  private final Texts texts = new Texts();

  @Test
  void everyLanguageHasTheSameKeys() {
    for (String language : texts.languages()) {
      assertEquals(
          new TreeSet<>(texts.in("nl").keys()), new TreeSet<>(texts.in(language).keys()), language);
    }
  }

  @Test
  void everyLanguageShowsTheSameValues() {
    for (String language : texts.languages()) {
      for (String key : texts.in("nl").keys()) {
        assertEquals(holes(texts.in("nl"), key), holes(texts.in(language), key), key);
      }
    }
  }

  private static Set<String> holes(Words words, String key) {
    Set<String> holes = new TreeSet<>();
    Matcher matcher = HOLE.matcher(words.text(key, "{0}", "{1}", "{2}", "{3}"));
    while (matcher.find()) {
      holes.add(matcher.group());
    }
    return holes;
  }

  @Test
  void everyKeyInATemplateHasWords() throws IOException {
    Set<String> used = new TreeSet<>();
    try (Stream<Path> templates = Files.walk(Path.of("src/main/jte"))) {
      for (Path template : templates.filter(Files::isRegularFile).toList()) {
        Matcher key = KEY.matcher(Files.readString(template));
        while (key.find()) {
          used.add(key.group(1));
        }
      }
    }
    assertTrue(used.size() > 20);
    used.removeAll(texts.in("nl").keys());
    assertEquals(Set.of(), used);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-|nl",
        "''|nl",
        "en|en",
        "en-GB,en;q=0.9|en",
        "nl-NL,nl;q=0.9,en;q=0.8|nl",
        "fr,en;q=0.5,nl;q=0.3|en",
        "fr|nl",
        "*|nl",
        "en;q=nonsense|nl",
        ",,;;==|nl"
      })
  void theBrowsersFavouriteOfOursIsChosen(String acceptLanguage, String expected) {
    assertEquals(expected, texts.preferred(acceptLanguage).language());
  }

  @Test
  void daysAndTimesAreWrittenAsPeopleDo() {
    LocalDate day = LocalDate.of(2026, 11, 25);
    assertEquals("woensdag 25 november", texts.in("nl").day(day));
    assertEquals("wo 25 nov", texts.in("nl").shortDay(day));
    assertEquals("20.05", texts.in("nl").time(LocalTime.of(20, 5)));
    assertEquals("Wednesday 25 November", texts.in("en").day(day));
    assertEquals("09:00", texts.in("en").time(LocalTime.of(9, 0)));
  }

  @Test
  void aValueIsNotTakenForAHole() {
    assertEquals("{1}, Utrecht", texts.in("nl").text("group.where", "{1}", "Utrecht"));
  }

  @Test
  void aKeyWithoutWordsIsAMistake() {
    assertThrows(IllegalArgumentException.class, () -> texts.in("nl").text("no.such.key"));
  }
}
