package nl.kring.client.internal.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The days whose slip this phone began to send, as they stand in a file: dates, nothing else. */
final class SentDays {
  private final List<LocalDate> days;

  @JsonCreator
  SentDays(@JsonProperty(value = "days", required = true) Collection<LocalDate> days) {
    this.days = new ArrayList<>(days);
  }

  @JsonProperty("days")
  List<LocalDate> days() {
    return days;
  }

  @Override
  public String toString() {
    return "SentDays";
  }
}
