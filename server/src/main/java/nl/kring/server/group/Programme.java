package nl.kring.server.group;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a group works with. Immutable.
 *
 * @param key its name in files and in the database, for example {@code twelve-steps}; 1 to 64
 *     characters
 * @param size how many people a group of it takes when the group itself does not say; null for any
 *     number
 * @param groupMeetings how many meetings of the whole group it has; null when it has no end, or one
 *     for each step
 * @param individualTalks how many talks with one person alone; null for none
 * @param months within how many months it is done; null when it is not said
 * @param source where this is written
 * @param steps steps or sessions by name, in their order; sessions may have no names
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Programme(
    String key,
    String name,
    Kind kind,
    Entry entry,
    @Nullable Integer size,
    @Nullable Integer groupMeetings,
    @Nullable Integer individualTalks,
    @Nullable Integer months,
    Evidence evidence,
    String source,
    List<Step> steps) {
  private static final int MAX_NAME_LENGTH = 80;
  private static final int MAX_SOURCE_LENGTH = 200;
  private static final int MAX_STEPS = 100;
  private static final int MAX_NUMBER = 1000;

  /** Whether it has steps, which everyone goes through in his own time, or sessions. */
  public enum Kind {
    STEPS,
    SESSIONS;

    /** The name in files: lower case. */
    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the name in files.
     *
     * @throws IllegalArgumentException for any other text
     */
    @JsonCreator
    public static Kind ofWireName(String text) {
      return ofName("kind", text, values());
    }
  }

  /** Whether newcomers can begin at any meeting, or only all together at the first. */
  public enum Entry {
    OPEN,
    CLOSED;

    /** The name in files: lower case. */
    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the name in files.
     *
     * @throws IllegalArgumentException for any other text
     */
    @JsonCreator
    public static Entry ofWireName(String text) {
      return ofName("entry", text, values());
    }
  }

  /** What kind of research there is on whether it works. It says nothing of the outcome. */
  public enum Evidence {
    /** None that whoever wrote this knows of. */
    UNKNOWN,
    /** People were asked what it meant to them. */
    QUALITATIVE,
    /** Something was measured before and after. */
    MEASURED,
    /** It was measured, and compared with people who did not take part. */
    CONTROLLED;

    /** The name in files: lower case. */
    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the name in files.
     *
     * @throws IllegalArgumentException for any other text
     */
    @JsonCreator
    public static Evidence ofWireName(String text) {
      return ofName("evidence", text, values());
    }
  }

  /**
   * A step or session.
   *
   * @param text what is read aloud; Kring ships none, a deployer may load it. 1 to 20,000
   *     characters, or null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Step(
      @JsonProperty(value = "name", required = true) String name,
      @JsonProperty("text") @Nullable String text) {
    private static final int MAX_TEXT_LENGTH = 20_000;

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    public Step {
      requireText("name", name, MAX_NAME_LENGTH);
      if (text != null) {
        requireText("text", text, MAX_TEXT_LENGTH);
      }
    }
  }

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong
   */
  public Programme {
    steps = List.copyOf(steps);
    requireText("name", name, MAX_NAME_LENGTH);
    requireText("source", source, MAX_SOURCE_LENGTH);
    requireNumber("size", size);
    requireNumber("groupMeetings", groupMeetings);
    requireNumber("individualTalks", individualTalks);
    requireNumber("months", months);
    require(steps.size() <= MAX_STEPS, "steps are at most " + MAX_STEPS);
    require(kind == Kind.SESSIONS || !steps.isEmpty(), "steps are needed, at least one");
    require(
        kind == Kind.STEPS || groupMeetings != null,
        "groupMeetings is needed when the kind is sessions");
  }

  /** As read from the jar. */
  @JsonCreator
  static Programme read(
      @JsonProperty(value = "key", required = true) String key,
      @JsonProperty(value = "name", required = true) String name,
      @JsonProperty(value = "kind", required = true) Kind kind,
      @JsonProperty(value = "entry", required = true) Entry entry,
      @JsonProperty("size") @Nullable Integer size,
      @JsonProperty("groupMeetings") @Nullable Integer groupMeetings,
      @JsonProperty("individualTalks") @Nullable Integer individualTalks,
      @JsonProperty("months") @Nullable Integer months,
      @JsonProperty(value = "evidence", required = true) Evidence evidence,
      @JsonProperty(value = "source", required = true) String source,
      @JsonProperty("steps") @Nullable List<Step> steps) {
    return new Programme(
        key,
        name,
        kind,
        entry,
        size,
        groupMeetings,
        individualTalks,
        months,
        evidence,
        source,
        steps == null ? List.of() : steps);
  }

  /**
   * What keeps a group from following this programme: a sentence that begins with the field to
   * change; empty when nothing does.
   */
  public Optional<String> objectionTo(NewGroup group) {
    if (entry == Entry.OPEN) {
      return group.begins() == null
          ? Optional.empty()
          : Optional.of("begins and ends are for a programme that newcomers cannot enter any time");
    }
    if (group.begins() == null) {
      return Optional.of("begins and ends are needed, because the programme's entry is closed");
    }
    return group.capacity() == null && size == null
        ? Optional.of("capacity is needed, because the programme is closed and has no size")
        : Optional.empty();
  }

  private static <T extends Enum<T>> T ofName(String field, String text, T[] values) {
    for (T value : values) {
      if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
        return value;
      }
    }
    throw new IllegalArgumentException(
        field
            + " is one of "
            + Stream.of(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ")));
  }

  private static void requireText(String field, String text, int maxLength) {
    require(
        !text.isBlank() && text.length() <= maxLength,
        field + " has 1 to " + maxLength + " characters");
  }

  private static void requireNumber(String field, @Nullable Integer number) {
    require(
        number == null || (number >= 1 && number <= MAX_NUMBER), field + " is 1 to " + MAX_NUMBER);
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
