package nl.kring.server.token;

import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nl.kring.model.membership.DevicePublicKey;
import nl.kring.model.problem.ProblemType;
import nl.kring.model.time.IsoWeek;
import nl.kring.model.token.IssuerDirectory;
import nl.kring.model.token.SpendWindow;
import nl.kring.model.token.TokenChallenge;
import nl.kring.model.token.TokenKeyRoot;
import nl.kring.model.token.TokenKeySlice;
import nl.kring.server.group.GroupService;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Secret;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The key directory: a week's keys are the leaves of one Merkle tree with a signed, public root, so
 * that nobody can be given a key of his own unseen. Thread-safe.
 */
public final class KeyDirectory {
  private final Database counts;
  private final GroupService groups;
  private final Clock clock;
  private final KeyRoots roots;
  private final KeyMaker maker;

  /**
   * Over {@code counts}.
   *
   * @param issuerHost host of the server's public address, named in each signed root
   * @param keyPairs gives an RSA key of 2048 bits at each call; called by many threads
   */
  public KeyDirectory(
      Database counts,
      GroupService groups,
      Clock clock,
      String issuerHost,
      Secret master,
      Supplier<RSAPrivateCrtKey> keyPairs) {
    this.counts = counts;
    this.groups = groups;
    this.clock = clock;
    KeyWrapping wrapping = new KeyWrapping(master);
    this.roots = new KeyRoots(counts, issuerHost, wrapping);
    this.maker = new KeyMaker(counts, roots, wrapping, clock, keyPairs);
  }

  /**
   * Makes what is missing of the keys of this week and the next, and of the months these touch, and
   * signs each week's root. Two processes at once make each key once; one that was killed is gone
   * on with.
   */
  public void makeKeys() {
    maker.makeKeys(groups.openIds());
  }

  /**
   * The signed root of a week.
   *
   * @throws ProblemException 404 when the week is not signed yet, or its root is forgotten
   */
  public TokenKeyRoot root(IsoWeek week) {
    return roots.root(week).orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND));
  }

  /**
   * The key that signs the roots.
   *
   * @throws ProblemException 404 while nothing was signed yet
   */
  public DevicePublicKey publicKey() {
    return roots.publicKey().orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND));
  }

  /** Whether a month has its key: not before it is needed, and not once it was published. */
  public boolean hasMonth(YearMonth month) {
    return counts.reader().withExtension(TokenKeyDao.class, TokenKeyDao::ofMonths).stream()
        .anyMatch(row -> row.scope().equals(month.toString()));
  }

  /** The hash of a week's root; empty when the week is not signed, or its root is forgotten. */
  public Optional<String> rootHash(IsoWeek week) {
    return roots.root(week).map(TokenKeyRoot::rootHash);
  }

  /** Signs a statement with the key that signs the roots, in the caller's transaction. */
  public String sign(Handle handle, String type, byte[] payload) {
    return roots.sign(handle, type, payload);
  }

  /**
   * One group's keys of this week and the next, and those of the months.
   *
   * @param slipsWanted null when nobody in particular asks
   * @throws ProblemException 404, with Retry-After when the group is too new to have keys
   */
  public TokenKeySlice slice(String groupId, @Nullable Boolean slipsWanted) {
    if (groups.publicView(groupId).isEmpty()) {
      throw new ProblemException(ProblemType.NOT_FOUND);
    }
    List<TokenKeyRow> months = drawableMonths();
    List<TokenKeyRow> ofGroup = ofGroup(groupId);
    List<TokenKeySlice.Week> weeks = new ArrayList<>();
    for (IsoWeek week : drawableWeeks()) {
      roots
          .tree(week)
          .flatMap(tree -> week(week, tree, daysOf(ofGroup, week), months))
          .ifPresent(weeks::add);
    }
    if (weeks.isEmpty()) {
      throw keysNotReady();
    }
    int restoreNumber =
        counts.reader().withExtension(TokenKeyDao.class, TokenKeyDao::restoreNumber);
    return new TokenKeySlice(
        groupId,
        restoreNumber,
        weeks,
        months.stream()
            .map(row -> new TokenKeySlice.Month(YearMonth.parse(row.scope()), row.key()))
            .toList(),
        slipsWanted);
  }

  private static Optional<TokenKeySlice.Week> week(
      IsoWeek week, SignedTree tree, List<TokenKeyRow> daysOfWeek, List<TokenKeyRow> months) {
    List<TokenKeySlice.Day> days = new ArrayList<>();
    for (TokenKeyRow row : daysOfWeek) {
      tree.inclusion(row)
          .ifPresent(
              inclusion ->
                  days.add(
                      new TokenKeySlice.Day(LocalDate.parse(row.scope()), row.key(), inclusion)));
    }
    if (days.size() != 7) {
      return Optional.empty();
    }
    List<TokenKeySlice.MonthInclusion> inclusions = new ArrayList<>();
    for (TokenKeyRow row : months) {
      tree.inclusion(row)
          .ifPresent(
              inclusion ->
                  inclusions.add(
                      new TokenKeySlice.MonthInclusion(YearMonth.parse(row.scope()), inclusion)));
    }
    return Optional.of(new TokenKeySlice.Week(week, days, inclusions, tree.root()));
  }

  /** The weeks that can be drawn: this one and the next. */
  List<IsoWeek> drawableWeeks() {
    IsoWeek now = IsoWeek.at(clock.instant());
    return List.of(now, now.plusWeeks(1));
  }

  /** Whether a week's root is signed, so that its keys can be drawn. */
  boolean isSigned(IsoWeek week) {
    return roots.tree(week).isPresent();
  }

  /** The day keys of a group in a week, oldest first, signed or not. */
  List<TokenKeyRow> daysOf(String groupId, IsoWeek week) {
    return daysOf(ofGroup(groupId), week);
  }

  private static List<TokenKeyRow> daysOf(List<TokenKeyRow> ofGroup, IsoWeek week) {
    return ofGroup.stream().filter(row -> row.week().equals(week.toString())).toList();
  }

  private List<TokenKeyRow> ofGroup(String groupId) {
    return counts.reader().withExtension(TokenKeyDao.class, dao -> dao.ofGroup(groupId));
  }

  /**
   * The keys of the months that can be drawn, oldest first: not over, and a leaf of the tree of a
   * week that can be drawn.
   */
  List<TokenKeyRow> drawableMonths() {
    Instant now = clock.instant();
    List<SignedTree> trees =
        drawableWeeks().stream().map(roots::tree).flatMap(Optional::stream).toList();
    return counts.reader().withExtension(TokenKeyDao.class, TokenKeyDao::ofMonths).stream()
        .filter(row -> now.isBefore(SpendWindow.of(YearMonth.parse(row.scope())).closesAt()))
        .filter(row -> trees.stream().anyMatch(tree -> tree.contains(row)))
        .toList();
  }

  /** Every key that a member of this group can draw now. */
  List<TokenKeyRow> drawable(String groupId) {
    List<TokenKeyRow> ofGroup = ofGroup(groupId);
    return Stream.concat(
            drawableWeeks().stream()
                .filter(this::isSigned)
                .flatMap(week -> daysOf(ofGroup, week).stream()),
            drawableMonths().stream())
        .toList();
  }

  /** What to answer while a group has no keys: when to look again. */
  ProblemException keysNotReady() {
    IsoWeek next = IsoWeek.at(clock.instant()).plusWeeks(1);
    Instant nextMaking = next.monday().atStartOfDay(IsoWeek.ZONE).toInstant();
    // A week that is being keyed right now is ready soon; a signed one stays without this group.
    Duration wait =
        isSigned(next) ? Duration.between(clock.instant(), nextMaking) : Duration.ofSeconds(30);
    return new ProblemException(ProblemType.KEYS_NOT_READY).retryAfter(wait);
  }

  /** The standard directory: the month keys, the current month first. */
  public IssuerDirectory issuerDirectory() {
    List<IssuerDirectory.Entry> entries = new ArrayList<>();
    for (TokenKeyRow row : drawableMonths()) {
      long notBefore = SpendWindow.of(YearMonth.parse(row.scope())).opensAt().getEpochSecond();
      entries.add(new IssuerDirectory.Entry(TokenChallenge.TOKEN_TYPE, row.key(), notBefore));
    }
    YearMonth current = YearMonth.from(clock.instant().atZone(IsoWeek.ZONE));
    long opened = SpendWindow.of(current).opensAt().getEpochSecond();
    // RFC 9578 § 4: the preferred key first, and a client takes the first that is valid.
    entries.sort(
        Comparator.comparing(
            entry -> Math.abs(Optional.ofNullable(entry.notBefore()).orElse(0L) - opened)));
    return new IssuerDirectory("/token-request", entries);
  }
}
