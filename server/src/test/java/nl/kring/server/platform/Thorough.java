package nl.kring.server.platform;

import java.util.List;
import nl.kring.server.platform.db.TestDatabases;

/**
 * How much of a long test runs: a part of it everyday, all of it with {@code
 * -Dkring.thorough=true}, as CI does.
 */
public final class Thorough {
  private Thorough() {}

  /** Both databases; everyday only the one that serves by default. */
  public static List<TestDatabases> databases() {
    return List.of(TestDatabases.values()).subList(0, or(1, TestDatabases.values().length));
  }

  /** One of the two numbers. */
  public static int or(int everyday, int thorough) {
    return Boolean.getBoolean("kring.thorough") ? thorough : everyday;
  }
}
