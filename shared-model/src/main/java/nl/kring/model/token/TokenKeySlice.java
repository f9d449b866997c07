package nl.kring.model.token;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nl.kring.model.time.IsoWeek;
import org.jspecify.annotations.Nullable;

/**
 * One group's part of the key directory: the keys of the weeks that can be drawn now, and of the
 * months. Immutable.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class TokenKeySlice {
  private final String groupId;
  private final int restoreNumber;
  private final List<Week> weeks;
  private final List<Month> months;
  private final @Nullable Boolean slipsWanted;

  /** As read from the wire. */
  @JsonCreator
  public TokenKeySlice(
      @JsonProperty(value = "groupId", required = true) String groupId,
      @JsonProperty(value = "restoreNumber", required = true) int restoreNumber,
      @JsonProperty(value = "weeks", required = true) List<Week> weeks,
      @JsonProperty(value = "months", required = true) List<Month> months,
      @JsonProperty("slipsWanted") @Nullable Boolean slipsWanted) {
    this.groupId = groupId;
    this.restoreNumber = restoreNumber;
    this.weeks = Collections.unmodifiableList(new ArrayList<>(weeks));
    this.months = Collections.unmodifiableList(new ArrayList<>(months));
    this.slipsWanted = slipsWanted;
  }

  /** Which group. */
  @JsonProperty("groupId")
  public String groupId() {
    return groupId;
  }

  /** Rises when the server was restored from a back-up: then a phone sends again what it kept. */
  @JsonProperty("restoreNumber")
  public int restoreNumber() {
    return restoreNumber;
  }

  /** The weeks that have keys, oldest first: this one and, once made, the next. */
  @JsonProperty("weeks")
  public List<Week> weeks() {
    return weeks;
  }

  /** The months that have a key in one of these weeks' trees, oldest first. */
  @JsonProperty("months")
  public List<Month> months() {
    return months;
  }

  /** Whether this group's slips are wanted; null when nobody in particular asked. */
  @JsonProperty("slipsWanted")
  public @Nullable Boolean slipsWanted() {
    return slipsWanted;
  }

  /** The keys of this week; null when there are none (yet). */
  public @Nullable Week week(IsoWeek week) {
    for (Week each : weeks) {
      if (each.week().equals(week)) {
        return each;
      }
    }
    return null;
  }

  /** The key of this month; null when there is none. */
  public @Nullable Month month(YearMonth month) {
    for (Month each : months) {
      if (each.month().equals(month)) {
        return each;
      }
    }
    return null;
  }

  /** The seven day keys of one week, and how they lead to its root. Immutable. */
  public static final class Week {
    private final IsoWeek week;
    private final List<Day> days;
    private final List<MonthInclusion> months;
    private final TokenKeyRoot root;

    /**
     * As read from the wire.
     *
     * @param months where the months' keys stand in this week's tree
     * @throws IllegalArgumentException when these are not the seven days of the week, in order
     */
    @JsonCreator
    public Week(
        @JsonProperty(value = "week", required = true) IsoWeek week,
        @JsonProperty(value = "days", required = true) List<Day> days,
        @JsonProperty(value = "months", required = true) List<MonthInclusion> months,
        @JsonProperty(value = "root", required = true) TokenKeyRoot root) {
      if (days.size() != 7) {
        throw new IllegalArgumentException("a week has seven days");
      }
      for (int i = 0; i < 7; i++) {
        if (!days.get(i).day().equals(week.monday().plusDays(i))) {
          throw new IllegalArgumentException("the days of a week stand in order");
        }
      }
      this.week = week;
      this.days = Collections.unmodifiableList(new ArrayList<>(days));
      this.months = Collections.unmodifiableList(new ArrayList<>(months));
      this.root = root;
    }

    /** Which week. */
    @JsonProperty("week")
    public IsoWeek week() {
      return week;
    }

    /** Monday first. */
    @JsonProperty("days")
    public List<Day> days() {
      return days;
    }

    /** Where the months' keys stand in this week's tree, oldest first. */
    @JsonProperty("months")
    public List<MonthInclusion> months() {
      return months;
    }

    /** The signed root to which the keys lead. */
    @JsonProperty("root")
    public TokenKeyRoot root() {
      return root;
    }
  }

  /** The key of one day. Immutable. */
  public static final class Day {
    private final LocalDate day;
    private final TokenKey tokenKey;
    private final Inclusion inclusion;

    /** As read from the wire. */
    @JsonCreator
    public Day(
        @JsonProperty(value = "day", required = true) LocalDate day,
        @JsonProperty(value = "tokenKey", required = true) TokenKey tokenKey,
        @JsonProperty(value = "inclusion", required = true) Inclusion inclusion) {
      this.day = day;
      this.tokenKey = tokenKey;
      this.inclusion = inclusion;
    }

    /** Which day. */
    @JsonProperty("day")
    public LocalDate day() {
      return day;
    }

    /** Its key. */
    @JsonProperty("tokenKey")
    public TokenKey tokenKey() {
      return tokenKey;
    }

    /** Where it stands in its week's tree. */
    @JsonProperty("inclusion")
    public Inclusion inclusion() {
      return inclusion;
    }
  }

  /** The national key of one month. Immutable. */
  public static final class Month {
    private final YearMonth month;
    private final TokenKey tokenKey;

    /** As read from the wire. */
    @JsonCreator
    public Month(
        @JsonProperty(value = "month", required = true) YearMonth month,
        @JsonProperty(value = "tokenKey", required = true) TokenKey tokenKey) {
      this.month = month;
      this.tokenKey = tokenKey;
    }

    /** Which month. */
    @JsonProperty("month")
    public YearMonth month() {
      return month;
    }

    /** Its key. */
    @JsonProperty("tokenKey")
    public TokenKey tokenKey() {
      return tokenKey;
    }
  }

  /** Where one month's key stands in a week's tree. Immutable. */
  public static final class MonthInclusion {
    private final YearMonth month;
    private final Inclusion inclusion;

    /** As read from the wire. */
    @JsonCreator
    public MonthInclusion(
        @JsonProperty(value = "month", required = true) YearMonth month,
        @JsonProperty(value = "inclusion", required = true) Inclusion inclusion) {
      this.month = month;
      this.inclusion = inclusion;
    }

    /** Which month. */
    @JsonProperty("month")
    public YearMonth month() {
      return month;
    }

    /** Where its key stands. */
    @JsonProperty("inclusion")
    public Inclusion inclusion() {
      return inclusion;
    }
  }
}
