package nl.kring.model.membership;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.YearMonth;
import nl.kring.model.group.SupportGroup;
import org.jspecify.annotations.Nullable;

/** What a phone sees of its own membership: {@code GET /api/v1/memberships/me}. Immutable. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class OwnMembership {
  private final String membershipId;
  private final SupportGroup group;
  private final YearMonth joinedMonth;
  private final boolean hasRecoveryCode;
  private final @Nullable PendingRecovery recovery;

  /** As read from the wire. */
  @JsonCreator
  public OwnMembership(
      @JsonProperty(value = "membershipId", required = true) String membershipId,
      @JsonProperty(value = "group", required = true) SupportGroup group,
      @JsonProperty(value = "joinedMonth", required = true) YearMonth joinedMonth,
      @JsonProperty(value = "hasRecoveryCode", required = true) boolean hasRecoveryCode,
      @JsonProperty("recovery") @Nullable PendingRecovery recovery) {
    this.membershipId = membershipId;
    this.group = group;
    this.joinedMonth = joinedMonth;
    this.hasRecoveryCode = hasRecoveryCode;
    this.recovery = recovery;
  }

  /** Which it is. */
  @JsonProperty("membershipId")
  public String membershipId() {
    return membershipId;
  }

  /** The group, with its address. */
  @JsonProperty("group")
  public SupportGroup group() {
    return group;
  }

  /** In which month it began (Europe/Amsterdam). */
  @JsonProperty("joinedMonth")
  public YearMonth joinedMonth() {
    return joinedMonth;
  }

  /** Whether there is a recovery code that works. */
  @JsonProperty("hasRecoveryCode")
  public boolean hasRecoveryCode() {
    return hasRecoveryCode;
  }

  /** The recovery that another phone asked; null when there is none. */
  @JsonProperty("recovery")
  public @Nullable PendingRecovery recovery() {
    return recovery;
  }

  /** The same, as it is once a code was given or refused: nothing is pending. */
  public OwnMembership withRecoveryCode(boolean works) {
    return new OwnMembership(membershipId, group, joinedMonth, works, null);
  }

  @Override
  public String toString() {
    return "OwnMembership";
  }
}
