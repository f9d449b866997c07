package nl.kring.model.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import nl.kring.model.WireJson;
import org.junit.jupiter.api.Test;

class RecoveryCodeTest {
  private final RecoveryCode code = RecoveryCode.random(new SecureRandom());

  @Test
  void aCodeIsTwelveWordsOf2048AndNoTwoAreAlike() {
    Set<String> codes = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      RecoveryCode each = RecoveryCode.random(new SecureRandom());
      assertEquals(12, each.list().size());
      codes.add(each.words());
    }
    assertEquals(1000, codes.size());
    assertEquals(2048, WordList.SIZE);
  }

  @Test
  void aCodeIsReadAsPeopleTypeIt() throws Exception {
    String words = code.words();
    assertEquals(code, RecoveryCode.parse(words));
    assertEquals(
        code, RecoveryCode.parse(" " + words.replace('-', ' ').toUpperCase(Locale.ROOT) + " "));
    assertEquals(code, RecoveryCode.parse(words.replace("-", ",\n")));
    assertEquals(code, WireJson.read(WireJson.write(code), RecoveryCode.class));
  }

  @Test
  void aWordThatIsNoWordIsNamedByItsPositionAndNeverRepeated() {
    for (int i = 0; i < 12; i++) {
      List<String> words = new java.util.ArrayList<>(code.list());
      words.set(i, "xqzxq");
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class, () -> RecoveryCode.parse(String.join(" ", words)));
      assertEquals("woord " + (i + 1) + " van de code klopt niet", e.getMessage());
    }
    assertEquals(
        "een code heeft 12 woorden",
        assertThrows(IllegalArgumentException.class, () -> RecoveryCode.parse("appel boom"))
            .getMessage());
  }

  @Test
  void anotherWordIsNamedByItsPosition() {
    assertEquals(0, code.firstDifference(RecoveryCode.parse(code.words())));
    List<String> words = new java.util.ArrayList<>(code.list());
    words.set(7, words.get(7).equals("appel") ? "boom" : "appel");
    assertEquals(8, code.firstDifference(RecoveryCode.parse(String.join(" ", words))));
  }

  @Test
  void aCodeIsNotPrintedByAccident() {
    assertFalse(code.toString().contains(code.list().get(0)));
    assertFalse(new NewRecoveryCode(code).toString().contains(code.list().get(0)));
  }

  @Test
  void aRecoveryTakesEffectAtFourOnTheSecondDayAlsoWhenTheClockChanges() {
    assertEquals(
        Instant.parse("2026-11-26T03:00:00Z"),
        PendingRecovery.of(LocalDate.parse("2026-11-24")).takesEffectAt());
    // The clock goes forward in the night of 28 to 29 March 2026, and back on 25 October.
    assertEquals(
        Instant.parse("2026-03-28T03:00:00Z"),
        PendingRecovery.of(LocalDate.parse("2026-03-26")).takesEffectAt());
    assertEquals(
        Instant.parse("2026-03-29T02:00:00Z"),
        PendingRecovery.of(LocalDate.parse("2026-03-27")).takesEffectAt());
    assertEquals(
        Instant.parse("2026-10-24T02:00:00Z"),
        PendingRecovery.of(LocalDate.parse("2026-10-22")).takesEffectAt());
    assertEquals(
        Instant.parse("2026-10-25T03:00:00Z"),
        PendingRecovery.of(LocalDate.parse("2026-10-23")).takesEffectAt());
  }
}
