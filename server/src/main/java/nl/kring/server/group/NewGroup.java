package nl.kring.server.group;

import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import nl.kring.model.group.GroupForm;
import nl.kring.model.group.GroupType;
import org.jspecify.annotations.Nullable;

/**
 * A group to add; it is being prepared until it opens.
 *
 * @param programmeId for example {@code twelve-steps}
 * @param name a neutral name, which says nothing of why people come; 1 to 80 characters
 * @param languages ISO 639-1 codes, the main language first
 * @param municipality CBS code of where it meets; for an online group, where it is run from
 * @param address where it meets; null when it has no fixed place
 * @param isAddressPublic whether everybody may read the address, or members only
 * @param capacity how many people it takes, 1 to 1000; null for as many as its programme
 * @param begins first day of a closed course (Europe/Amsterdam), from which on nobody joins; null
 *     for a group that newcomers can join at any time
 * @param ends its last day; null when {@code begins} is
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
    boolean isAddressPublic,
    @Nullable Integer capacity,
    @Nullable LocalDate begins,
    @Nullable LocalDate ends) {
  private static final int MAX_NAME_LENGTH = 80;
  private static final int MAX_ADDRESS_LENGTH = 200;
  private static final int MAX_CAPACITY = 1000;
  private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(2099, 12, 31);
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}");

  /**
   * Checks what can be checked without a database.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong
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
    require(
        capacity == null || (capacity >= 1 && capacity <= MAX_CAPACITY),
        "capacity is 1 to " + MAX_CAPACITY);
    require(begins == null || isPossible(begins), "begins lies between 2000 and 2099");
    require((begins == null) == (ends == null), "ends goes together with begins");
    require(
        begins == null || ends == null || (isPossible(ends) && !ends.isBefore(begins)),
        "ends is not before begins, and not after 2099");
  }

  /** A group that newcomers can join at any time. */
  public NewGroup(
      String providerId,
      String programmeId,
      String name,
      GroupType type,
      GroupForm form,
      List<String> languages,
      String municipality,
      @Nullable String address,
      boolean isAddressPublic) {
    this(
        providerId,
        programmeId,
        name,
        type,
        form,
        languages,
        municipality,
        address,
        isAddressPublic,
        null,
        null,
        null);
  }

  /** The same, run by this provider. */
  public NewGroup withProviderId(String id) {
    return new NewGroup(
        id,
        programmeId,
        name,
        type,
        form,
        languages,
        municipality,
        address,
        isAddressPublic,
        capacity,
        begins,
        ends);
  }

  private static boolean isPossible(LocalDate day) {
    return !day.isBefore(EARLIEST) && !day.isAfter(LATEST);
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
