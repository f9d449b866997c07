package nl.kring.server.token;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import nl.kring.model.time.IsoWeek;
import nl.kring.model.token.Purpose;
import nl.kring.model.token.SpendWindow;
import nl.kring.model.token.TokenKey;
import nl.kring.server.platform.db.Database;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the keys of this week and the next, and signs each week when it has them all. Thread-safe.
 *
 * <p>Keys are made at leisure, in parallel and by any process; they are added, and a week is signed
 * or closed, by one transaction at a time: whoever does so takes {@link #TURN}. So no key is added
 * to a week that is signed or closed, none to a table of spent tokens that is still another week's,
 * and no two that one member could draw for have the same truncated id.
 */
public final class KeyMaker {
  /** Held by each transaction that adds or deletes keys, or signs a week. */
  static final String TURN = "token keys";

  private static final Logger LOG = LoggerFactory.getLogger(KeyMaker.class);

  private record NewKey(
      Purpose purpose, String groupId, String scope, String week, TokenKey key, byte[] wrapped) {}

  private final Database counts;
  private final KeyRoots roots;
  private final KeyWrapping wrapping;
  private final Clock clock;
  private final Supplier<RSAPrivateCrtKey> generator;

  /** Over {@code counts}; the generator is a seam for tests, which cannot wait 90 ms for a key. */
  KeyMaker(
      Database counts,
      KeyRoots roots,
      KeyWrapping wrapping,
      Clock clock,
      Supplier<RSAPrivateCrtKey> generator) {
    this.counts = counts;
    this.roots = roots;
    this.wrapping = wrapping;
    this.clock = clock;
    this.generator = generator;
  }

  /** A fresh RSA key of 2048 bits; takes about 90 ms. */
  public static RSAPrivateCrtKey generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(TokenKey.MODULUS_BYTES * 8);
      return (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this platform cannot make RSA keys", e);
    }
  }

  /** Makes and signs what is missing for these groups; what was begun is gone on with. */
  void makeKeys(List<String> groupIds) {
    if (groupIds.isEmpty()) {
      return;
    }
    IsoWeek now = IsoWeek.at(clock.instant());
    makeMonthKeys(now);
    for (IsoWeek week : List.of(now, now.plusWeeks(1))) {
      if (roots.tree(week).isEmpty()) {
        long made = groupIds.parallelStream().mapToLong(group -> makeDayKeys(group, week)).sum();
        boolean isSigned = counts.inTurn(TURN, handle -> sign(handle, week, groupIds));
        if (isSigned) {
          LOG.info("Week {} has its keys ({} made now) and its root", week, made);
        }
      }
    }
  }

  // ---- making -------------------------------------------------------------------------------

  /**
   * The months that touch this week or one of the two that follow. Every group's days avoid a
   * month's truncated id, so the month must be there before the first days that it could meet: a
   * month that begins in the week after next is drawable together with the days of the next.
   */
  private void makeMonthKeys(IsoWeek now) {
    Set<YearMonth> months = new TreeSet<>();
    for (int i = 0; i <= 2; i++) {
      months.addAll(monthsOf(now.plusWeeks(i)));
    }
    for (YearMonth month : months) {
      while (true) {
        List<TokenKeyRow> rows =
            counts.reader().withExtension(TokenKeyDao.class, TokenKeyDao::ofMonths);
        if (scopes(rows).contains(month.toString())) {
          break;
        }
        NewKey key = make(Purpose.PARTICIPATION, "", month.toString(), "", truncatedIds(rows));
        if (!counts.inTurn(
            TURN, handle -> mayBeAdded(handle, month) && add(handle, List.of(key)) >= 0)) {
          break;
        }
      }
    }
  }

  /** What of a week's months still has a key: not those whose remains were deleted. */
  private List<YearMonth> monthsOf(IsoWeek week) {
    return SpendWindow.monthsOf(week).stream()
        .filter(month -> clock.instant().isBefore(TokenRetention.deletedAt(month)))
        .toList();
  }

  private long makeDayKeys(String groupId, IsoWeek week) {
    long made = 0;
    while (true) {
      List<TokenKeyRow> usable =
          counts.reader().withHandle(handle -> usable(handle.attach(TokenKeyDao.class), groupId));
      Set<String> have = scopes(usable);
      Set<Integer> taken = truncatedIds(usable);
      List<NewKey> fresh = new ArrayList<>();
      for (LocalDate day : week.days()) {
        if (!have.contains(day.toString())) {
          NewKey key = make(Purpose.CHECK_IN, groupId, day.toString(), week.toString(), taken);
          taken.add(key.key().truncatedTokenKeyId());
          fresh.add(key);
        }
      }
      if (fresh.isEmpty()) {
        return made;
      }
      long[] added = {0};
      if (!counts.inTurn(
          TURN, handle -> mayBeAdded(handle, week) && (added[0] = add(handle, fresh)) >= 0)) {
        return made;
      }
      made += added[0];
    }
  }

  private static List<TokenKeyRow> usable(TokenKeyDao dao, String groupId) {
    List<TokenKeyRow> usable = new ArrayList<>(dao.ofGroup(groupId));
    usable.addAll(dao.ofMonths());
    return usable;
  }

  private static Set<String> scopes(List<TokenKeyRow> rows) {
    Set<String> scopes = new HashSet<>();
    rows.forEach(row -> scopes.add(row.scope()));
    return scopes;
  }

  private static Set<Integer> truncatedIds(List<TokenKeyRow> rows) {
    Set<Integer> ids = new HashSet<>();
    rows.forEach(row -> ids.add(row.key().truncatedTokenKeyId()));
    return ids;
  }

  /** A key whose truncated id is none of those taken. */
  private NewKey make(
      Purpose purpose, String groupId, String scope, String week, Set<Integer> taken) {
    while (true) {
      RSAPrivateCrtKey privateKey = generator.get();
      TokenKey key = TokenKey.of(privateKey.getModulus(), privateKey.getPublicExponent());
      if (!taken.contains(key.truncatedTokenKeyId())) {
        byte[] wrapped =
            wrapping.wrap(privateKey, TokenKeyRow.usedFor(purpose.name(), groupId, scope));
        return new NewKey(purpose, groupId, scope, week, key, wrapped);
      }
    }
  }

  // ---- adding: in turn ----------------------------------------------------------------------

  /** Whether days of this week may still be added. */
  private boolean mayBeAdded(Handle handle, IsoWeek week) {
    TokenKeyDao keys = handle.attach(TokenKeyDao.class);
    return isOpen(handle, week)
        && keys.weeksWithKeys().stream()
            .map(IsoWeek::parse)
            .allMatch(
                other ->
                    other.equals(week)
                        || !SpentTable.ofWeek(other).equals(SpentTable.ofWeek(week)));
  }

  private boolean isOpen(Handle handle, IsoWeek week) {
    return clock.instant().isBefore(week.closesAt())
        && !handle.attach(TokenKeyDao.class).isClosed(week.toString())
        && handle.attach(KeyRootDao.class).find(week.toString()).isEmpty();
  }

  /** Whether the key of this month may still be added. */
  private static boolean mayBeAdded(Handle handle, YearMonth month) {
    boolean isInASignedTree =
        handle.attach(KeyRootDao.class).signedWeeks().stream()
            .anyMatch(week -> SpendWindow.monthsOf(IsoWeek.parse(week)).contains(month));
    boolean isTableFree =
        handle.attach(TokenKeyDao.class).ofMonths().stream()
            .noneMatch(
                row ->
                    SpentTable.ofMonth(YearMonth.parse(row.scope()))
                        .equals(SpentTable.ofMonth(month)));
    return !isInASignedTree && isTableFree;
  }

  /**
   * Adds those of one group that fit beside what another process added meanwhile.
   *
   * @return how many
   */
  private static long add(Handle handle, List<NewKey> fresh) {
    TokenKeyDao dao = handle.attach(TokenKeyDao.class);
    List<TokenKeyRow> usable = usable(dao, fresh.get(0).groupId());
    Set<String> have = scopes(usable);
    Set<Integer> taken = truncatedIds(usable);
    long added = 0;
    for (NewKey each : fresh) {
      if (!have.contains(each.scope()) && taken.add(each.key().truncatedTokenKeyId())) {
        byte[] id = each.key().tokenKeyId();
        // Seven bytes of a hash: no counter, so that processes need not agree on one.
        long keyNo = new BigInteger(1, Arrays.copyOf(id, 7)).longValueExact();
        added +=
            dao.insert(
                keyNo,
                each.purpose().name(),
                each.groupId(),
                each.scope(),
                each.week(),
                id,
                each.key().spki(),
                each.wrapped());
      }
    }
    return added;
  }

  // ---- signing: in turn ---------------------------------------------------------------------

  /** Signs a week that has every key, once; whether this call did. */
  private boolean sign(Handle handle, IsoWeek week, List<String> groupIds) {
    if (!isOpen(handle, week)) {
      return false;
    }
    TokenKeyDao dao = handle.attach(TokenKeyDao.class);
    List<TokenKeyRow> leaves = new ArrayList<>(dao.ofWeek(week.toString()));
    TreeMap<String, Integer> days = new TreeMap<>();
    leaves.forEach(row -> days.merge(row.groupId(), 1, Integer::sum));
    List<String> months = monthsOf(week).stream().map(YearMonth::toString).toList();
    List<TokenKeyRow> monthRows =
        dao.ofMonths().stream().filter(row -> months.contains(row.scope())).toList();
    boolean isComplete =
        groupIds.stream().allMatch(group -> days.getOrDefault(group, 0) == 7)
            && monthRows.size() == months.size();
    if (!isComplete) {
      return false;
    }
    leaves.addAll(monthRows);
    leaves.sort(
        Comparator.comparing(TokenKeyRow::purpose)
            .thenComparing(TokenKeyRow::groupId)
            .thenComparing(TokenKeyRow::scope));
    roots.sign(handle, week, leaves.stream().map(TokenKeyRow::leafHash).toList());
    return true;
  }
}
