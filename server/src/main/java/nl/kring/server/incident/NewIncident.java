package nl.kring.server.incident;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.List;
import nl.kring.server.platform.WireNames;
import org.jspecify.annotations.Nullable;

/**
 * That something happened: no persons, no group, no day, no text.
 *
 * @param month in Europe/Amsterdam
 * @param acts what was done; at least one
 */
public record NewIncident(IncidentKind kind, YearMonth month, List<IncidentAct> acts) {

  /**
   * Checks what can be checked without a clock.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong
   */
  public NewIncident {
    acts = WireNames.each("acts", IncidentAct.class, acts);
    if (acts.isEmpty()) {
      throw new IllegalArgumentException("acts are one at least");
    }
  }

  /**
   * A month as in 2026-11.
   *
   * @throws IllegalArgumentException when it is none
   */
  static YearMonth month(String text) {
    try {
      return YearMonth.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("month is a month such as 2026-11", e);
    }
  }

  /** As read from the wire. */
  @JsonCreator
  static NewIncident read(
      @JsonProperty(value = "kind", required = true) @Nullable IncidentKind kind,
      @JsonProperty(value = "month", required = true) @Nullable String month,
      @JsonProperty(value = "acts", required = true) @Nullable List<IncidentAct> acts) {
    if (kind == null || month == null || acts == null) {
      throw new IllegalArgumentException("kind, month and acts are needed");
    }
    return new NewIncident(kind, month(month), acts);
  }
}
