package nl.kring.model.membership;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import nl.kring.model.group.SupportGroup;

/** What a phone learns when it has joined. Immutable. */
public final class Membership {
  private final String membershipId;
  private final SupportGroup group;

  /** As read from the wire. */
  @JsonCreator
  public Membership(
      @JsonProperty(value = "membershipId", required = true) String membershipId,
      @JsonProperty(value = "group", required = true) SupportGroup group) {
    this.membershipId = membershipId;
    this.group = group;
  }

  /** A random id. */
  @JsonProperty("membershipId")
  public String membershipId() {
    return membershipId;
  }

  /** The group, with its address. */
  @JsonProperty("group")
  public SupportGroup group() {
    return group;
  }

  @Override
  public String toString() {
    return "Membership";
  }
}
