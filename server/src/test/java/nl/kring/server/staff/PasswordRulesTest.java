package nl.kring.server.staff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
  private final PasswordRules rules = new PasswordRules();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "elf tekens!",
        "mailcreated5240", // in the list
        "MailCreated5240",
        "PolniyPizdec0211",
        "passwordpassword",
        "qwertyuiop12",
        "aaaaaaaaaaaaaaaa",
        "123456789012",
        "abcdefghijklmnop",
        "Samir van Dijk",
        "samir VAN dijk",
        "kringkringkring"
      })
  void whatIsGuessedFirstIsRefused(String password) {
    assertTrue(rules.fault("Samir van Dijk", password).isPresent(), password);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"vier gele fietsen", "een lang wachtwoord", "twaalf teken", "Xk3!pQz9-mWv"})
  void whatIsNotGuessedFirstIsAccepted(String password) {
    assertEquals(Optional.empty(), rules.fault("Samir van Dijk", password));
  }

  @Test
  void aVeryLongPasswordIsJudgedInNoTime() {
    String longest = "aB3 ".repeat(64);
    Assertions.assertTimeout(Duration.ofSeconds(5), () -> rules.fault("Samir", longest));
    assertTrue(rules.fault("Samir", longest + "x").isPresent());
  }
}
