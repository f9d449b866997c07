package nl.kring.server.app;

import java.io.IOException;

/**
 * A setting that cannot be used. The message is one line for people: which setting, what is wrong,
 * an example. It never holds the address of a database: a password can stand in that.
 */
public final class BadSettingException extends IOException {
  private static final long serialVersionUID = 1;

  BadSettingException(Setting setting, String fault) {
    super(setting.variable() + ": " + fault + "." + example(setting));
  }

  /** A variable that is no setting, and the one that was likely meant. */
  BadSettingException(String unknown, Setting likely) {
    super(
        unknown
            + ": is not a setting of Kring; did you mean "
            + likely.variable()
            + "?"
            + example(likely));
  }

  private static String example(Setting setting) {
    return " Example: " + setting.variable() + "=" + setting.example();
  }
}
