package nl.kring.client.internal.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import nl.kring.model.membership.Membership;
import nl.kring.model.time.IsoWeek;
import nl.kring.model.token.Token;
import nl.kring.model.token.TokenDraft;
import org.jspecify.annotations.Nullable;

/**
 * One week on the phone, in one file, so that everything said about the week changes at once: its
 * draw, its seven days, and what was counted of it. Immutable.
 *
 * <p>When the week is closed its tokens, drafts and slips are gone; check-ins and counts stay.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class WeekState {
  private final IsoWeek week;
  private final @Nullable String membershipId;
  private final @Nullable String groupId;
  private final DrawState draw;
  private final List<TokenDraft> drafts;
  private final int drawn;
  private final int drawsLost;
  private final boolean closed;
  private final List<DayState> days;

  @JsonCreator
  WeekState(
      @JsonProperty(value = "week", required = true) IsoWeek week,
      @JsonProperty("membershipId") @Nullable String membershipId,
      @JsonProperty("groupId") @Nullable String groupId,
      @JsonProperty(value = "draw", required = true) DrawState draw,
      @JsonProperty(value = "drafts", required = true) List<TokenDraft> drafts,
      @JsonProperty(value = "drawn", required = true) int drawn,
      @JsonProperty(value = "drawsLost", required = true) int drawsLost,
      @JsonProperty(value = "closed", required = true) boolean closed,
      @JsonProperty(value = "days", required = true) List<DayState> days) {
    if (days.size() != 7) {
      throw new IllegalArgumentException("a week has seven days");
    }
    this.week = week;
    this.membershipId = membershipId;
    this.groupId = groupId;
    this.draw = draw;
    this.drafts = Collections.unmodifiableList(new ArrayList<>(drafts));
    this.drawn = drawn;
    this.drawsLost = drawsLost;
    this.closed = closed;
    this.days = Collections.unmodifiableList(new ArrayList<>(days));
  }

  static WeekState empty(IsoWeek week) {
    List<DayState> days = new ArrayList<>(7);
    for (LocalDate day : week.days()) {
      days.add(DayState.empty(day));
    }
    return new WeekState(
        week, null, null, DrawState.NONE, Collections.emptyList(), 0, 0, false, days);
  }

  /** Which week. */
  @JsonProperty("week")
  public IsoWeek week() {
    return week;
  }

  /** Who drew it; null before a draw. */
  @JsonProperty("membershipId")
  public @Nullable String membershipId() {
    return membershipId;
  }

  /** For which group it was drawn; null before a draw. */
  @JsonProperty("groupId")
  public @Nullable String groupId() {
    return groupId;
  }

  /** How far the draw is. */
  @JsonProperty("draw")
  public DrawState draw() {
    return draw;
  }

  /** The seven drafts while the draw is {@link DrawState#DRAFTED}, otherwise none. */
  @JsonProperty("drafts")
  public List<TokenDraft> drafts() {
    return drafts;
  }

  /** How many tokens were received and verified. */
  @JsonProperty("drawn")
  public int drawn() {
    return drawn;
  }

  /** How many draws brought nothing. */
  @JsonProperty("drawsLost")
  public int drawsLost() {
    return drawsLost;
  }

  /** Whether the week was closed on this phone. */
  @JsonProperty("closed")
  public boolean closed() {
    return closed;
  }

  /** Its seven days, Monday first. */
  @JsonProperty("days")
  public List<DayState> days() {
    return days;
  }

  /** One of its days. */
  public DayState day(LocalDate day) {
    return days.get(index(day));
  }

  private int index(LocalDate day) {
    if (!week.contains(day)) {
      throw new IllegalArgumentException("not a day of this week");
    }
    return day.getDayOfWeek().getValue() - 1;
  }

  int count(Predicate<DayState> which) {
    int count = 0;
    for (DayState day : days) {
      count += which.test(day) ? 1 : 0;
    }
    return count;
  }

  WeekState change(LocalDate day, UnaryOperator<DayState> change) {
    List<DayState> changed = new ArrayList<>(days);
    changed.set(index(day), change.apply(day(day)));
    return new WeekState(
        week, membershipId, groupId, draw, drafts, drawn, drawsLost, closed, changed);
  }

  WeekState changeAll(UnaryOperator<DayState> change) {
    List<DayState> changed = new ArrayList<>(days);
    changed.replaceAll(change);
    return new WeekState(
        week, membershipId, groupId, draw, drafts, drawn, drawsLost, closed, changed);
  }

  /** The same week with a draw begun; tokens of an earlier draw that are not bound yet are gone. */
  public WeekState drafted(Membership by, List<TokenDraft> newDrafts) {
    List<DayState> changed = new ArrayList<>(days);
    changed.replaceAll(day -> day.state() == SlipState.OPEN ? day.withoutToken() : day);
    int lost = draw == DrawState.DRAFTED ? drawsLost + 1 : drawsLost;
    return new WeekState(
        week,
        by.membershipId(),
        by.group().id(),
        DrawState.DRAFTED,
        newDrafts,
        drawn,
        lost,
        closed,
        changed);
  }

  /** The same week with its tokens, Monday first, and without the drafts. */
  public WeekState finished(List<Token> tokens) {
    List<DayState> changed = new ArrayList<>(days);
    for (int i = 0; i < changed.size(); i++) {
      if (changed.get(i).state() == SlipState.OPEN) {
        changed.set(i, changed.get(i).withToken(tokens.get(i)));
      }
    }
    return new WeekState(
        week,
        membershipId,
        groupId,
        DrawState.FINISHED,
        Collections.emptyList(),
        drawn + tokens.size(),
        drawsLost,
        closed,
        changed);
  }

  /** The same week with a draw that brought nothing, and without the drafts. */
  public WeekState drawLost(DrawState how) {
    return new WeekState(
        week,
        membershipId,
        groupId,
        how,
        Collections.emptyList(),
        drawn,
        drawsLost + 1,
        closed,
        days);
  }

  /** The same week, closed: secrets gone, and each slip at the end it came to. */
  WeekState closed(UnaryOperator<DayState> end) {
    List<DayState> changed = new ArrayList<>(days);
    changed.replaceAll(end);
    int lost = draw == DrawState.DRAFTED ? drawsLost + 1 : drawsLost;
    return new WeekState(
        week, null, null, draw, Collections.emptyList(), drawn, lost, true, changed);
  }

  @Override
  public String toString() {
    return "WeekState";
  }
}
