package nl.kring.server.staff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  /** RFC 6238, appendix B, SHA-1; the RFC shows eight digits, of which six are the last. */
  @ParameterizedTest
  @CsvSource({
    "59, 94287082",
    "1111111109, 07081804",
    "1111111111, 14050471",
    "1234567890, 89005924",
    "2000000000, 69279037",
    "20000000000, 65353130"
  })
  void theCodesAreThoseOfTheRfc(long seconds, String eightDigits) {
    assertEquals(eightDigits.substring(2), Totp.code(SECRET, Instant.ofEpochSecond(seconds)));
  }

  @Test
  void aCodeIsGoodOneStepEarlierAndOneStepLaterAndNoMore() {
    Instant now = Instant.ofEpochSecond(1111111111);
    long step = 1111111111 / 30;
    for (long each = step - 3; each <= step + 3; each++) {
      OptionalLong expected =
          Math.abs(each - step) <= 1 ? OptionalLong.of(each) : OptionalLong.empty();
      assertEquals(expected, Totp.stepOf(Totp.code(SECRET, each), SECRET, now));
    }
  }

  @Test
  void spacesInACodeDoNotMatterAndAnythingElseIsWrong() {
    Instant now = Instant.ofEpochSecond(59);
    assertEquals(OptionalLong.of(1), Totp.stepOf("287 082", SECRET, now));
    for (String wrong : new String[] {"", "287083", "94287082", "0287082", "２８７０８２", "\0"}) {
      assertFalse(Totp.stepOf(wrong, SECRET, now).isPresent(), wrong);
    }
  }

  /** RFC 4648 § 10, without padding. */
  @ParameterizedTest
  @CsvSource({
    "f, MY",
    "fo, MZXQ",
    "foo, MZXW6",
    "foob, MZXW6YQ",
    "fooba, MZXW6YTB",
    "foobar, MZXW6YTBOI"
  })
  void base32IsThatOfTheRfc(String text, String expected) {
    assertEquals(expected, Totp.base32(text.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void theQrCodeHoldsWhatAnAppNeeds() {
    assertEquals(
        "otpauth://totp/Kring%3AAn%20de%20W%26it?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
            + "&issuer=Kring",
        Totp.uri("An de W&it", SECRET));
  }
}
