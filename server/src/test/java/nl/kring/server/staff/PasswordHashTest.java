package nl.kring.server.staff;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PasswordHashTest {
  private final PasswordHash passwords = new PasswordHash();

  @Test
  void onlyTheSamePasswordMatches() {
    String phc = passwords.of("een lang wachtwoord");
    assertTrue(passwords.matches("een lang wachtwoord", phc));
    assertFalse(passwords.matches("een lang wachtwoorD", phc));
    assertFalse(passwords.matches("", phc));
  }

  @Test
  void theSamePasswordIsKeptDifferentlyEachTime() {
    assertNotEquals(passwords.of("een lang wachtwoord"), passwords.of("een lang wachtwoord"));
  }

  @Test
  void theParametersAreThoseOfOwasp() {
    assertTrue(
        passwords
            .of("een lang wachtwoord")
            .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[^$]{22}\\$[^$]{43}"));
  }

  /** Made by the reference implementation: {@code argon2 somesalt -id -t 2 -k 65536 -p 1}. */
  @Test
  void aHashOfTheReferenceImplementationMatches() {
    String phc =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assertTrue(passwords.matches("password", phc));
    assertFalse(passwords.matches("passwords", phc));
  }

  @Test
  void oneCharacterCanBeTypedInTwoWays() {
    String composed = "caf\u00e9 aan de gracht";
    String decomposed = "cafe\u0301 aan de gracht";
    assertTrue(passwords.matches(decomposed, passwords.of(composed)));
  }

  @Test
  void whatIsNoArgon2idIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> passwords.matches("x", "$2b$10$abc"));
  }
}
