package nl.kring.client.internal.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.Arrays;
import nl.kring.client.checkin.CheckIn;
import nl.kring.model.token.Token;
import org.jspecify.annotations.Nullable;

/** One day on the phone: its check-in, its token and its slip. Immutable. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class DayState {
  private final LocalDate day;
  private final @Nullable CheckIn checkIn;
  private final byte @Nullable [] token;
  private final byte @Nullable [] body;
  private final SlipState state;
  private final boolean inDoubt;
  private final boolean again;
  private final int duplicates;

  @JsonCreator
  DayState(
      @JsonProperty(value = "day", required = true) LocalDate day,
      @JsonProperty("checkIn") @Nullable CheckIn checkIn,
      @JsonProperty("token") byte @Nullable [] token,
      @JsonProperty("body") byte @Nullable [] body,
      @JsonProperty(value = "state", required = true) SlipState state,
      @JsonProperty("inDoubt") boolean inDoubt,
      @JsonProperty("again") boolean again,
      @JsonProperty("duplicates") int duplicates) {
    this.day = day;
    this.checkIn = checkIn;
    this.token = token;
    this.body = body;
    this.state = state;
    this.inDoubt = inDoubt;
    this.again = again;
    this.duplicates = duplicates;
    if (token != null) {
      Token.decode(token);
    }
    if (state == SlipState.FROZEN && (token == null || body == null)) {
      throw new IllegalArgumentException("a frozen slip has a token and a body");
    }
  }

  static DayState empty(LocalDate day) {
    return new DayState(day, null, null, null, SlipState.OPEN, false, false, 0);
  }

  /** Which day. */
  @JsonProperty("day")
  public LocalDate day() {
    return day;
  }

  /** What its owner recorded; null when nothing. */
  @JsonProperty("checkIn")
  public @Nullable CheckIn checkIn() {
    return checkIn;
  }

  @JsonProperty("token")
  byte @Nullable [] tokenBytes() {
    return token;
  }

  @JsonProperty("body")
  byte @Nullable [] bodyBytes() {
    return body;
  }

  /** The token of the day; null when there is none. */
  public @Nullable Token token() {
    return token == null ? null : Token.decode(token);
  }

  /** The frozen bytes to send; null until they are frozen. A copy. */
  public byte @Nullable [] body() {
    return body == null ? null : body.clone();
  }

  /** What became of its slip. */
  @JsonProperty("state")
  public SlipState state() {
    return state;
  }

  /** Whether a send was begun and its outcome is not known. */
  @JsonProperty("inDoubt")
  public boolean inDoubt() {
    return inDoubt;
  }

  /** Whether a counted slip is to be sent once more, because the server was restored. */
  @JsonProperty("again")
  public boolean again() {
    return again;
  }

  /** How often the server answered a repeated send of it. */
  @JsonProperty("duplicates")
  public int duplicates() {
    return duplicates;
  }

  DayState with(CheckIn newCheckIn) {
    return new DayState(day, newCheckIn, token, body, state, inDoubt, again, duplicates);
  }

  DayState withToken(Token newToken) {
    return new DayState(day, checkIn, newToken.encoded(), body, state, inDoubt, again, duplicates);
  }

  DayState withoutToken() {
    return new DayState(day, checkIn, null, body, state, inDoubt, again, duplicates);
  }

  DayState frozen(byte[] newBody) {
    return new DayState(day, checkIn, token, newBody, SlipState.FROZEN, true, again, duplicates);
  }

  DayState withDoubt(boolean newInDoubt) {
    return new DayState(day, checkIn, token, body, state, newInDoubt, again, duplicates);
  }

  DayState toSendAgain(boolean newAgain) {
    return new DayState(day, checkIn, token, body, state, inDoubt, newAgain, duplicates);
  }

  DayState counted(boolean repeated) {
    return new DayState(
        day,
        checkIn,
        token,
        body,
        SlipState.SPENT,
        false,
        false,
        repeated ? duplicates + 1 : duplicates);
  }

  DayState ended(SlipState newState) {
    return new DayState(day, checkIn, null, null, newState, false, false, duplicates);
  }

  boolean isFrozenAs(byte[] sent) {
    return body != null && Arrays.equals(body, sent);
  }

  @Override
  public String toString() {
    return "DayState";
  }
}
