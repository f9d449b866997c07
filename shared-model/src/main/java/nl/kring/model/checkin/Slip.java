package nl.kring.model.checkin;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import nl.kring.model.WireJson;
import org.jspecify.annotations.Nullable;

/**
 * What of a day's check-in is sent, anonymously: three answers and a schema version, nothing else.
 *
 * <p>Immutable. {@code tension} and {@code urge} run from 1 (low) to 5 (high).
 */
public final class Slip {
  /** The schema that this version writes. */
  public static final int SCHEMA_VERSION = 1;

  /** Every slip is padded with spaces to this many bytes, so that its size says nothing. */
  public static final int PADDED_BYTES = 256;

  private final int schemaVersion;
  private final int tension;
  private final int urge;
  private final TimeOut timeOut;

  /**
   * As read from the wire.
   *
   * @throws IllegalArgumentException when an answer is missing or outside its range; the message
   *     names the field
   */
  @JsonCreator
  public Slip(
      @JsonProperty(value = "schemaVersion", required = true) int schemaVersion,
      @JsonProperty(value = "tension", required = true) int tension,
      @JsonProperty(value = "urge", required = true) int urge,
      @JsonProperty(value = "timeOut", required = true) @Nullable TimeOut timeOut) {
    if (schemaVersion != SCHEMA_VERSION) {
      throw new IllegalArgumentException("schemaVersion must be " + SCHEMA_VERSION);
    }
    this.schemaVersion = schemaVersion;
    this.tension = inRange("tension", tension);
    this.urge = inRange("urge", urge);
    if (timeOut == null) {
      throw new IllegalArgumentException("timeOut is used, not-used or not-needed");
    }
    this.timeOut = timeOut;
  }

  /** A slip in the current schema. */
  public Slip(int tension, int urge, TimeOut timeOut) {
    this(SCHEMA_VERSION, tension, urge, timeOut);
  }

  private static int inRange(String field, int value) {
    if (value < 1 || value > 5) {
      throw new IllegalArgumentException(field + " must be 1 to 5");
    }
    return value;
  }

  /** The version of this form; changes seldom, so that it tells no phone from another. */
  @JsonProperty("schemaVersion")
  public int schemaVersion() {
    return schemaVersion;
  }

  /** How tense the day was, 1 to 5. */
  @JsonProperty("tension")
  public int tension() {
    return tension;
  }

  /** How strong the urge was, 1 to 5. */
  @JsonProperty("urge")
  public int urge() {
    return urge;
  }

  /** Whether a time-out was taken. */
  @JsonProperty("timeOut")
  public TimeOut timeOut() {
    return timeOut;
  }

  /** The canonical JSON without padding: the same slip gives the same bytes on every phone. */
  public byte[] canonicalBytes() {
    return String.format(
            java.util.Locale.ROOT,
            "{\"schemaVersion\":%d,\"tension\":%d,\"urge\":%d,\"timeOut\":\"%s\"}",
            schemaVersion,
            tension,
            urge,
            timeOut.wireName())
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
   * @throws java.io.IOException when it is not a slip
   */
  public static Slip read(byte[] body) throws java.io.IOException {
    return WireJson.read(body, Slip.class);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Slip
        && Arrays.equals(((Slip) other).canonicalBytes(), canonicalBytes());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(canonicalBytes());
  }

  /** Only the type: answers are never printed. */
  @Override
  public String toString() {
    return "Slip";
  }
}
