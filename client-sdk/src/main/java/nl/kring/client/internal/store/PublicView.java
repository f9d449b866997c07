package nl.kring.client.internal.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.kring.model.time.IsoWeek;
import nl.kring.model.token.TokenKeyRoot;

/** What everybody is shown of one week's keys, as this phone saw it as nobody. Immutable. */
public final class PublicView {
  private final TokenKeyRoot root;
  private final List<String> days;
  private final Map<String, String> months;

  /**
   * Of one group and week.
   *
   * @param days the hash of each day's leaf, Monday first, base64url
   * @param months the hash of each month's leaf, by month
   */
  @JsonCreator
  public PublicView(
      @JsonProperty(value = "root", required = true) TokenKeyRoot root,
      @JsonProperty(value = "days", required = true) List<String> days,
      @JsonProperty(value = "months", required = true) Map<String, String> months) {
    this.root = root;
    this.days = Collections.unmodifiableList(new ArrayList<>(days));
    this.months = Collections.unmodifiableMap(new LinkedHashMap<>(months));
  }

  /** The public root, whose signature was checked. */
  @JsonProperty("root")
  public TokenKeyRoot root() {
    return root;
  }

  /** The hash of each day's leaf, Monday first. */
  @JsonProperty("days")
  public List<String> days() {
    return days;
  }

  /** The hash of each month's leaf, by month. */
  @JsonProperty("months")
  public Map<String, String> months() {
    return months;
  }

  /** Which week. */
  IsoWeek week() {
    return root.week();
  }

  @Override
  public String toString() {
    return "PublicView " + week();
  }
}
