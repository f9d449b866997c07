package nl.kring.model.uptake;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import nl.kring.model.WireJson;
import nl.kring.model.checkin.Slip;
import org.jspecify.annotations.Nullable;

/**
 * That one person took part in one month, sent anonymously: where the group meets, as what it is
 * counted, and, once each, a milestone. Immutable.
 */
public final class Participation {
  /** The schema that this version writes. */
  public static final int SCHEMA_VERSION = 1;

  /** Padded with spaces to the size of a slip, so that its size says nothing. */
  public static final int PADDED_BYTES = Slip.PADDED_BYTES;

  private final int schemaVersion;
  private final String municipality;
  private final UptakeType groupType;
  private final @Nullable Milestone milestone;
  private final @Nullable Channel channel;

  /**
   * As read from the wire.
   *
   * @param municipality CBS code of where the group meets, such as {@code GM0363}; of an online
   *     group, that of its provider
   * @param milestone null in most months
   * @param channel null but for the month of joining, and then too for who does not say
   * @throws IllegalArgumentException when a field is missing or does not fit the others; the
   *     message names it
   */
  @JsonCreator
  public Participation(
      @JsonProperty(value = "schemaVersion", required = true) int schemaVersion,
      @JsonProperty(value = "municipality", required = true) @Nullable String municipality,
      @JsonProperty(value = "groupType", required = true) @Nullable UptakeType groupType,
      @JsonProperty("milestone") @Nullable Milestone milestone,
      @JsonProperty("channel") @Nullable Channel channel) {
    if (schemaVersion != SCHEMA_VERSION) {
      throw new IllegalArgumentException("schemaVersion must be " + SCHEMA_VERSION);
    }
    if (municipality == null || !municipality.matches("GM[0-9]{4}")) {
      throw new IllegalArgumentException("municipality is a CBS code such as GM0363");
    }
    if (groupType == null) {
      throw new IllegalArgumentException("groupType is men, women, young-people, mixed or online");
    }
    if (channel != null && milestone != Milestone.JOINED) {
      throw new IllegalArgumentException("channel is only for milestone joined");
    }
    this.schemaVersion = schemaVersion;
    this.municipality = municipality;
    this.groupType = groupType;
    this.milestone = milestone;
    this.channel = channel;
  }

  /** One in the current schema. */
  public Participation(
      String municipality,
      UptakeType groupType,
      @Nullable Milestone milestone,
      @Nullable Channel channel) {
    this(SCHEMA_VERSION, municipality, groupType, milestone, channel);
  }

  /** The version of this form; changes seldom, so that it tells no phone from another. */
  @JsonProperty("schemaVersion")
  public int schemaVersion() {
    return schemaVersion;
  }

  /** CBS code of where the group meets. */
  @JsonProperty("municipality")
  public String municipality() {
    return municipality;
  }

  /** As what the group is counted. */
  @JsonProperty("groupType")
  public UptakeType groupType() {
    return groupType;
  }

  /** How long somebody is in the group; null in most months. */
  @JsonProperty("milestone")
  public @Nullable Milestone milestone() {
    return milestone;
  }

  /** By whom somebody came; null when not told, and after the month of joining. */
  @JsonProperty("channel")
  public @Nullable Channel channel() {
    return channel;
  }

  /** The canonical JSON without padding: the same gives the same bytes on every phone. */
  public byte[] canonicalBytes() {
    return String.format(
            java.util.Locale.ROOT,
            "{\"schemaVersion\":%d,\"municipality\":\"%s\",\"groupType\":\"%s\","
                + "\"milestone\":%s,\"channel\":%s}",
            schemaVersion,
            municipality,
            groupType.wireName(),
            milestone == null ? "null" : '"' + milestone.wireName() + '"',
            channel == null ? "null" : '"' + channel.wireName() + '"')
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The body to post: canonical JSON followed by spaces, always {@link #PADDED_BYTES} long. */
  public byte[] paddedBytes() {
    byte[] json = canonicalBytes();
    byte[] padded = Arrays.copyOf(json, PADDED_BYTES);
    Arrays.fill(padded, json.length, PADDED_BYTES, (byte) ' ');
    return padded;
  }

  /**
   * Reads a body, padded or not.
   *
   * @throws java.io.IOException when it is not a participation
   */
  public static Participation read(byte[] body) throws java.io.IOException {
    return WireJson.read(body, Participation.class);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Participation
        && Arrays.equals(((Participation) other).canonicalBytes(), canonicalBytes());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(canonicalBytes());
  }

  /** Only the type: what it says is never printed. */
  @Override
  public String toString() {
    return "Participation";
  }
}
