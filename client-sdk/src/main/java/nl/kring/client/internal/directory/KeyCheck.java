package nl.kring.client.internal.directory;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import nl.kring.client.KeyRefusal;
import nl.kring.client.internal.store.DirectoryState;
import nl.kring.client.internal.store.PublicView;
import nl.kring.model.token.Inclusion;
import nl.kring.model.token.TokenKeySlice;
import org.jspecify.annotations.Nullable;

/** Holds the keys that a member is shown against what everybody is shown. */
public final class KeyCheck {
  private final TokenKeySlice slice;
  private final TokenKeySlice.Week week;
  private final PublicView everybodys;
  private final DirectoryState directory;

  private KeyCheck(
      TokenKeySlice slice,
      TokenKeySlice.Week week,
      PublicView everybodys,
      DirectoryState directory) {
    this.slice = slice;
    this.week = week;
    this.everybodys = everybodys;
    this.directory = directory;
  }

  /**
   * Why the keys of a week must not be drawn for; null when they may.
   *
   * @param week one of the slice's
   * @param everybodys the view of the same group and week
   * @param directory where that view is from
   */
  public static @Nullable KeyRefusal refusal(
      TokenKeySlice slice,
      TokenKeySlice.Week week,
      PublicView everybodys,
      DirectoryState directory) {
    return new KeyCheck(slice, week, everybodys, directory).refusal();
  }

  private @Nullable KeyRefusal refusal() {
    if (!week.root().isSameTree(everybodys.root())) {
      return KeyRefusal.ROOT_DIFFERS;
    }
    if (!isEachScopeThereOnce()) {
      return KeyRefusal.TWO_KEYS;
    }
    if (!doAllLeadToTheRoot()) {
      return KeyRefusal.NOT_IN_TREE;
    }
    PublicView shown = KeyLeaves.view(slice, week, week.root());
    if (!areAllEverybodys(shown)) {
      return KeyRefusal.OWN_KEY;
    }
    return doMonthsStay(shown) ? null : KeyRefusal.MONTH_CHANGED;
  }

  private boolean isEachScopeThereOnce() {
    Set<Object> scopes = new HashSet<>();
    boolean isOnce = true;
    for (TokenKeySlice.Week each : slice.weeks()) {
      isOnce &= scopes.add(each.week());
    }
    for (TokenKeySlice.Month each : slice.months()) {
      isOnce &= scopes.add(each.month());
    }
    Set<Object> inWeek = new HashSet<>();
    for (TokenKeySlice.MonthInclusion each : week.months()) {
      isOnce &= inWeek.add(each.month());
    }
    return isOnce;
  }

  private boolean doAllLeadToTheRoot() {
    for (TokenKeySlice.Day day : week.days()) {
      if (!leads(day.inclusion(), KeyLeaves.ofDay(slice.groupId(), day))) {
        return false;
      }
    }
    for (TokenKeySlice.MonthInclusion each : week.months()) {
      TokenKeySlice.Month month = slice.month(each.month());
      if (month == null || !leads(each.inclusion(), KeyLeaves.ofMonth(month))) {
        return false;
      }
    }
    return true;
  }

  private boolean leads(Inclusion inclusion, byte[] leafHash) {
    return inclusion.leads(leafHash, week.root());
  }

  private boolean areAllEverybodys(PublicView shown) {
    return shown.days().equals(everybodys.days())
        && everybodys.months().entrySet().containsAll(shown.months().entrySet());
  }

  private boolean doMonthsStay(PublicView shown) {
    for (Map.Entry<String, String> month : shown.months().entrySet()) {
      String seen = directory.months().get(month.getKey());
      if (seen != null && !seen.equals(month.getValue())) {
        return false;
      }
    }
    return true;
  }
}
