package nl.kring.model.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class JoinCodeTest {
  private final JoinCode code = JoinCode.random(new SecureRandom());

  @Test
  void aCodeIsReadAsPeopleTypeIt() {
    String words = code.words();
    assertEquals(code, JoinCode.parse(words));
    assertEquals(code, JoinCode.parse("  " + words.replace('-', ' ').toUpperCase(Locale.ROOT)));
    assertEquals(code, JoinCode.parse(words.replace("-", ", ").replace(", ", ",")));
    assertEquals(code, JoinCode.parse(code.qrText("https://kring.example")));
  }

  @Test
  void whatIsNoCodeIsRefusedWithoutRepeatingIt() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> JoinCode.parse(code.words().replaceFirst("^[a-z]+", "xqzxq")));
    assertEquals("woord 1 van de code klopt niet", e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> JoinCode.parse(""));
    assertThrows(IllegalArgumentException.class, () -> JoinCode.parse("appel"));
  }

  @Test
  void aCodeIsNotPrintedByAccident() {
    assertFalse(code.toString().contains(code.words().substring(0, 3)));
  }
}
