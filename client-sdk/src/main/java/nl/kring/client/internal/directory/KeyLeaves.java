package nl.kring.client.internal.directory;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.kring.client.internal.store.PublicView;
import nl.kring.model.token.Purpose;
import nl.kring.model.token.TokenKeyLeaf;
import nl.kring.model.token.TokenKeyRoot;
import nl.kring.model.token.TokenKeySlice;

/** The leaves that the keys of a slice are in the tree of a week. */
final class KeyLeaves {
  private KeyLeaves() {}

  static byte[] ofDay(String groupId, TokenKeySlice.Day day) {
    return TokenKeyLeaf.hash(
        Purpose.CHECK_IN, groupId, day.day().toString(), day.tokenKey().spki());
  }

  static byte[] ofMonth(TokenKeySlice.Month month) {
    return TokenKeyLeaf.hash(
        Purpose.PARTICIPATION, "", month.month().toString(), month.tokenKey().spki());
  }

  private static String text(byte[] hash) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  /** What a slice shows of a week, under this public root. */
  static PublicView view(TokenKeySlice slice, TokenKeySlice.Week week, TokenKeyRoot root) {
    List<String> days = new ArrayList<>();
    for (TokenKeySlice.Day day : week.days()) {
      days.add(text(ofDay(slice.groupId(), day)));
    }
    Map<String, String> months = new LinkedHashMap<>();
    for (TokenKeySlice.MonthInclusion each : week.months()) {
      YearMonth month = each.month();
      TokenKeySlice.Month key = slice.month(month);
      if (key != null) {
        months.putIfAbsent(month.toString(), text(ofMonth(key)));
      }
    }
    return new PublicView(root, days, months);
  }
}
