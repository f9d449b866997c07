package nl.kring.server.opening;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.regex.Pattern;

/**
 * The professional whom those who lead a group can call; no participant, and nobody near one.
 *
 * @param name 1 to 100 characters
 * @param organisation where that person works; 1 to 100 characters
 * @param phone 6 to 24 digits, blanks, hyphens and brackets, as it is dialled
 */
public record Backstop(String name, String organisation, String phone) {
  private static final int MAX_LENGTH = 100;
  private static final Pattern PHONE = Pattern.compile("[+0-9(][0-9 ()-]{5,23}");

  /**
   * Checks it; blanks around each are dropped.
   *
   * @throws IllegalArgumentException with a sentence that names the field
   */
  @JsonCreator
  public Backstop(
      @JsonProperty(value = "name", required = true) String name,
      @JsonProperty(value = "organisation", required = true) String organisation,
      @JsonProperty(value = "phone", required = true) String phone) {
    this.name = checked("name", name);
    this.organisation = checked("organisation", organisation);
    this.phone = phone == null ? "" : phone.trim();
    if (!PHONE.matcher(this.phone).matches()) {
      throw new IllegalArgumentException("phone is a number such as 030 123 45 67");
    }
  }

  private static String checked(String field, String text) {
    String trimmed = text == null ? "" : text.trim();
    if (trimmed.isEmpty() || trimmed.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(field + " has 1 to " + MAX_LENGTH + " characters");
    }
    return trimmed;
  }
}
