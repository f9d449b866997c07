package nl.kring.server.group;

import java.util.List;
import java.util.regex.Pattern;
import nl.kring.model.group.GroupForm;
import nl.kring.model.group.GroupType;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.platform.http.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * A group to open.
 *
 * @param programmeId for example {@code twelve-steps}
 * @param name a neutral name, which says nothing of why people come; 1 to 80 characters
 * @param languages ISO 639-1 codes, the main language first
 * @param municipality CBS code of where it meets; for an online group, where it is run from
 * @param address where it meets; null when it has no fixed place
 * @param isAddressPublic whether everybody may read the address, or members only
 */
public record NewGroup(
    String providerId,
    String programmeId,
    String name,
    GroupType type,
    GroupForm form,
    List<String> languages,
    String municipality,
    @Nullable String address,
    boolean isAddressPublic) {
  private static final int MAX_NAME_LENGTH = 80;
  private static final int MAX_ADDRESS_LENGTH = 200;
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}");

  /**
   * Checks what can be checked without a database.
   *
   * @throws ProblemException 400
   */
  public NewGroup {
    languages = List.copyOf(languages);
    require(
        !name.isBlank() && name.length() <= MAX_NAME_LENGTH,
        "name has 1 to " + MAX_NAME_LENGTH + " characters");
    require(
        !languages.isEmpty() && languages.stream().allMatch(LANGUAGE.asMatchPredicate()),
        "languages are ISO 639-1 codes, at least one");
    require(
        address == null || (!address.isBlank() && address.length() <= MAX_ADDRESS_LENGTH),
        "address has 1 to " + MAX_ADDRESS_LENGTH + " characters");
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new ProblemException(ProblemType.INVALID_REQUEST, sentence);
    }
  }
}
