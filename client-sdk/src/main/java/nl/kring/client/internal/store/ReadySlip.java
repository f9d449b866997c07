package nl.kring.client.internal.store;

import java.time.LocalDate;
import nl.kring.model.time.IsoWeek;
import nl.kring.model.token.Token;

/** A slip whose bytes are durable and which may be sent now. Immutable. */
public final class ReadySlip {
  private final LocalDate day;
  private final Token token;
  private final byte[] body;
  private final boolean repeated;

  ReadySlip(LocalDate day, Token token, byte[] body, boolean repeated) {
    this.day = day;
    this.token = token;
    this.body = body;
    this.repeated = repeated;
  }

  /** Of which day. */
  public LocalDate day() {
    return day;
  }

  /** In which week. */
  public IsoWeek week() {
    return IsoWeek.of(day);
  }

  /** The token to spend. */
  public Token token() {
    return token;
  }

  /** The bytes to send; a copy. */
  public byte[] body() {
    return body.clone();
  }

  /** Whether a send of it was begun before and may have been counted. */
  public boolean repeated() {
    return repeated;
  }

  @Override
  public String toString() {
    return "ReadySlip";
  }
}
