package nl.kring.server.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import nl.kring.server.platform.pages.Texts;
import org.junit.jupiter.api.Test;

class RedFlagsTest {
  @Test
  void s10_everyFlagOfTheListHasWordsAndAWeight() {
    RedFlags flags = RedFlags.ofResource();
    assertEquals(15, flags.flags().size());
    assertEquals(7, flags.of("acute").size());
    assertEquals(5, flags.of("high").size());
    assertEquals(3, flags.of("amplifier").size());
    Texts texts = new Texts();
    for (String language : texts.languages()) {
      for (RedFlags.Flag flag : flags.flags()) {
        assertFalse(texts.in(language).text("red-flags.flag." + flag.id()).isBlank());
      }
    }
    assertTrue(flags.source().contains("VNG"));
  }

  @Test
  void s21_safetyTextsStandInOneFolderWithAnOwner() throws Exception {
    for (String language : new Texts().languages()) {
      String file =
          Files.readString(Path.of("src/main/resources/safety/" + language + ".properties"));
      assertTrue(file.lines().anyMatch(line -> line.startsWith("# Owner: ")), language);
      assertTrue(file.lines().anyMatch(line -> line.startsWith("# Reviewed ")), language);
    }
  }
}
