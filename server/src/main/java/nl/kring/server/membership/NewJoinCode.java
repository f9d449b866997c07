package nl.kring.server.membership;

import java.time.LocalDate;
import nl.kring.model.membership.JoinCode;

/**
 * A fresh join code: shown once to the facilitator who asked for it, and kept nowhere.
 *
 * @param qrText the text of its QR code
 * @param lastDay the last day on which it works
 */
public record NewJoinCode(JoinCode joinCode, String qrText, LocalDate lastDay) {
  @Override
  public String toString() {
    return "NewJoinCode";
  }
}
