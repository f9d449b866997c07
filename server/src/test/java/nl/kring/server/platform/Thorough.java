package nl.kring.server.platform;

/**
 * How much of a long test runs: a part of it everyday, all of it with {@code
 * -Dkring.thorough=true}, as CI does.
 */
public final class Thorough {
  private Thorough() {}

  /** One of the two numbers. */
  public static int or(int everyday, int thorough) {
    return Boolean.getBoolean("kring.thorough") ? thorough : everyday;
  }
}
