package nl.kring.server.platform.http;

import io.javalin.http.Context;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import nl.kring.model.problem.ProblemType;

/** Reads days. */
public final class Days {
  private Days() {}

  /**
   * The {@code day} of an address.
   *
   * @throws ProblemException 400 for anything but a day of ISO 8601
   */
  public static LocalDate day(Context ctx) {
    return day(ctx.pathParam("day"));
  }

  /**
   * A day.
   *
   * @throws ProblemException 400 for anything but a day of ISO 8601
   */
  public static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new ProblemException(ProblemType.INVALID_REQUEST, "a day is such as 2026-11-25");
    }
  }
}
