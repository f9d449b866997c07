package nl.kring.model.token;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nl.kring.model.time.IsoWeek;
import org.jspecify.annotations.Nullable;

/**
 * A draw of tokens, of one size always: the seven days of a week, or the one of a month. Immutable.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class TokenDraw {
  private final @Nullable IsoWeek week;
  private final @Nullable YearMonth month;
  private final List<TokenRequest> tokenRequests;

  /**
   * As read from the wire: exactly one of {@code week} and {@code month}.
   *
   * @param tokenRequests for a week seven, Monday first; for a month one
   * @throws IllegalArgumentException when the size is another
   */
  @JsonCreator
  public TokenDraw(
      @JsonProperty("week") @Nullable IsoWeek week,
      @JsonProperty("month") @Nullable YearMonth month,
      @JsonProperty(value = "tokenRequests", required = true)
          @Nullable List<TokenRequest> tokenRequests) {
    if ((week == null) == (month == null)) {
      throw new IllegalArgumentException("name either a week or a month");
    }
    int size = week == null ? 1 : 7;
    if (tokenRequests == null || tokenRequests.size() != size || tokenRequests.contains(null)) {
      throw new IllegalArgumentException("tokenRequests must hold " + size);
    }
    this.week = week;
    this.month = month;
    this.tokenRequests = Collections.unmodifiableList(new ArrayList<>(tokenRequests));
  }

  /** The seven days of a week, Monday first. */
  public static TokenDraw ofWeek(IsoWeek week, List<TokenRequest> tokenRequests) {
    return new TokenDraw(week, null, tokenRequests);
  }

  /** The one token of a month. */
  public static TokenDraw ofMonth(YearMonth month, TokenRequest tokenRequest) {
    return new TokenDraw(null, month, Collections.singletonList(tokenRequest));
  }

  /** The week drawn for; null when a month is. */
  @JsonProperty("week")
  public @Nullable IsoWeek week() {
    return week;
  }

  /** The month drawn for; null when a week is. */
  @JsonProperty("month")
  public @Nullable YearMonth month() {
    return month;
  }

  /** Seven requests, Monday first, or one. */
  @JsonProperty("tokenRequests")
  public List<TokenRequest> tokenRequests() {
    return tokenRequests;
  }

  @Override
  public String toString() {
    return "TokenDraw";
  }
}
