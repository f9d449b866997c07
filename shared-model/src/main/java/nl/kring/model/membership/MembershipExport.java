package nl.kring.model.membership;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Everything that the server holds on one membership, and nothing else (AVG art. 15): {@code GET
 * /api/v1/memberships/me/export}. Immutable.
 *
 * <p>It names the group by its random number only, and says of itself that it proves nothing.
 */
public final class MembershipExport {
  /** What stands on every export: it cannot serve in court or towards anybody. */
  public static final String MARK = "bewijst niets";

  private final String about;
  private final List<Item> items;

  /** As read from the wire. */
  @JsonCreator
  public MembershipExport(
      @JsonProperty(value = "about", required = true) String about,
      @JsonProperty(value = "items", required = true) List<Item> items) {
    this.about = about;
    this.items = Collections.unmodifiableList(new ArrayList<>(items));
  }

  /** What this is: a plain Dutch text. */
  @JsonProperty("about")
  public String about() {
    return about;
  }

  /** What is held, one thing after the other. Unmodifiable. */
  @JsonProperty("items")
  public List<Item> items() {
    return items;
  }

  /** All of it as text for people, each item marked as proving nothing. */
  public String text() {
    StringBuilder text = new StringBuilder(about).append('\n');
    for (Item item : items) {
      text.append(item.meaning()).append(" (").append(MARK).append("): ");
      text.append(item.values().isEmpty() ? "niets" : String.join(", ", item.values()));
      text.append('\n');
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return "MembershipExport";
  }

  /** One thing that is held. Immutable. */
  public static final class Item {
    private final String name;
    private final String meaning;
    private final List<String> values;

    /** As read from the wire. */
    @JsonCreator
    public Item(
        @JsonProperty(value = "name", required = true) String name,
        @JsonProperty(value = "meaning", required = true) String meaning,
        @JsonProperty(value = "values", required = true) List<String> values) {
      this.name = name;
      this.meaning = meaning;
      this.values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** What it is called, for programs. */
    @JsonProperty("name")
    public String name() {
      return name;
    }

    /** What it is: a plain Dutch sentence. */
    @JsonProperty("meaning")
    public String meaning() {
      return meaning;
    }

    /** What is held; empty when nothing is. Unmodifiable. */
    @JsonProperty("values")
    public List<String> values() {
      return values;
    }

    @Override
    public String toString() {
      return "Item";
    }
  }
}
