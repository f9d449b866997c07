package nl.kring.server.platform;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/** Ids that say nothing: not when, not where, not the how-manieth. */
public final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 16;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{22}");

  private Ids() {}

  /**
   * This id, when it has the form of one.
   *
   * @throws IllegalArgumentException with a sentence that names the field
   */
  public static String checked(String field, String id) {
    if (!FORM.matcher(id).matches()) {
      throw new IllegalArgumentException(field + " is no id");
    }
    return id;
  }

  /** 128 random bits as 22 characters that can stand in a URL. */
  public static String random() {
    byte[] id = new byte[BYTES];
    RANDOM.nextBytes(id);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }

  /** The first 128 bits of a hash as an id: whoever reads it learns nothing of what was hashed. */
  public static String ofHash(byte[] hash) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES));
  }

  /** Whether a text has the form of an id; anything else need not be looked up. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }
}
