package nl.kring.client.internal.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That the phone is leaving: whether it is wiped yet, and whom the server must be told of.
 * Immutable.
 */
public final class LeavingState {
  private final boolean wiped;
  private final List<LocalDate> sentDays;
  private final List<Untold> untold;

  @JsonCreator
  LeavingState(
      @JsonProperty(value = "wiped", required = true) boolean wiped,
      @JsonProperty(value = "sentDays", required = true) List<LocalDate> sentDays,
      @JsonProperty(value = "untold", required = true) List<Untold> untold) {
    this.wiped = wiped;
    this.sentDays = Collections.unmodifiableList(new ArrayList<>(sentDays));
    this.untold = Collections.unmodifiableList(new ArrayList<>(untold));
  }

  /** Whether the wipe was finished. */
  @JsonProperty("wiped")
  public boolean wiped() {
    return wiped;
  }

  /** The marks that must outlive the wipe; none once it is finished. */
  @JsonProperty("sentDays")
  public List<LocalDate> sentDays() {
    return sentDays;
  }

  /** The memberships the server must still be told of, oldest first. */
  @JsonProperty("untold")
  public List<Untold> untold() {
    return untold;
  }

  @Override
  public String toString() {
    return "LeavingState";
  }

  /** A membership that was left, and by which key its end is asked. Immutable. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public static final class Untold {
    private final String membershipId;
    private final @Nullable StoredDeviceKey deviceKey;

    @JsonCreator
    Untold(
        @JsonProperty(value = "membershipId", required = true) String membershipId,
        @JsonProperty("deviceKey") @Nullable StoredDeviceKey deviceKey) {
      this.membershipId = membershipId;
      this.deviceKey = deviceKey;
    }

    /** Which membership. */
    @JsonProperty("membershipId")
    public String membershipId() {
      return membershipId;
    }

    /** The key it had; null when the app keeps the key. */
    @JsonProperty("deviceKey")
    public @Nullable StoredDeviceKey deviceKey() {
      return deviceKey;
    }

    @Override
    public String toString() {
      return "Untold";
    }
  }
}
