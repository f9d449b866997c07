package nl.kring.client.internal.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.kring.model.membership.DevicePublicKey;
import nl.kring.model.time.IsoWeek;
import nl.kring.model.token.SpendWindow;
import org.jspecify.annotations.Nullable;

/** What the phone saw of the key directory as nobody. Immutable. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class DirectoryState {
  /** Of a phone that has not looked yet. */
  static final DirectoryState EMPTY =
      new DirectoryState(null, null, Collections.emptyList(), Collections.emptyMap());

  private final @Nullable String groupId;
  private final @Nullable DevicePublicKey signingKey;
  private final List<PublicView> views;
  private final Map<String, String> months;

  @JsonCreator
  DirectoryState(
      @JsonProperty("groupId") @Nullable String groupId,
      @JsonProperty("signingKey") @Nullable DevicePublicKey signingKey,
      @JsonProperty(value = "views", required = true) List<PublicView> views,
      @JsonProperty(value = "months", required = true) Map<String, String> months) {
    this.groupId = groupId;
    this.signingKey = signingKey;
    this.views = Collections.unmodifiableList(new ArrayList<>(views));
    this.months = Collections.unmodifiableMap(new LinkedHashMap<>(months));
  }

  @JsonProperty("groupId")
  @Nullable String groupId() {
    return groupId;
  }

  /** What signed the first root that this phone saw; null when it saw none. */
  @JsonProperty("signingKey")
  public @Nullable DevicePublicKey signingKey() {
    return signingKey;
  }

  @JsonProperty("views")
  List<PublicView> views() {
    return views;
  }

  /** The hash of each month's leaf as it was first seen, by month. */
  @JsonProperty("months")
  public Map<String, String> months() {
    return months;
  }

  /** What everybody is shown of this week; null when the phone has not looked yet. */
  public @Nullable PublicView view(String ofGroup, IsoWeek week) {
    for (PublicView view : views) {
      if (ofGroup.equals(groupId) && view.week().equals(week)) {
        return view;
      }
    }
    return null;
  }

  /** With one more view; what is over by now is forgotten. */
  DirectoryState with(String ofGroup, PublicView view, Instant now) {
    List<PublicView> kept = new ArrayList<>();
    for (PublicView each : views) {
      boolean isOver = each.week().compareTo(IsoWeek.at(now)) < 0;
      if (ofGroup.equals(groupId) && !isOver && !each.week().equals(view.week())) {
        kept.add(each);
      }
    }
    kept.add(view);
    Map<String, String> all = new LinkedHashMap<>(months);
    view.months().forEach(all::putIfAbsent);
    all.keySet()
        .removeIf(month -> !now.isBefore(SpendWindow.of(YearMonth.parse(month)).closesAt()));
    return new DirectoryState(
        ofGroup, signingKey == null ? view.root().publicKey() : signingKey, kept, all);
  }

  @Override
  public String toString() {
    return "DirectoryState";
  }
}
