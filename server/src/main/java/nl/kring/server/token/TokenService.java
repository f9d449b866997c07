package nl.kring.server.token;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.RSAPrivateCrtKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import nl.kring.model.problem.ProblemType;
import nl.kring.model.time.IsoWeek;
import nl.kring.model.token.IssuerDirectory;
import nl.kring.model.token.Purpose;
import nl.kring.model.token.Token;
import nl.kring.model.token.TokenChallenge;
import nl.kring.model.token.TokenDraw;
import nl.kring.model.token.TokenDrawAnswer;
import nl.kring.model.token.TokenKey;
import nl.kring.model.token.TokenKeySlice;
import nl.kring.model.token.TokenRequest;
import nl.kring.server.group.GroupService;
import nl.kring.server.membership.MembershipService;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Secret;
import org.bouncycastle.util.encoders.Hex;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer: makes keys ahead, signs blindly, recognises what it signed. Thread-safe.
 *
 * <p>What it signs it cannot see, and what it recognises it cannot trace back (RFC 9474, RFC 9578).
 */
public final class TokenService {
  private static final Logger LOG = LoggerFactory.getLogger(TokenService.class);
  private static final int PUBLIC_EXPONENT = 65_537;
  private static final int MAX_CACHED_KEYS = 100_000;

  /** After the 5th of the next month nothing of a month is drawn or spent any more. */
  private static final int LAST_DAY_OF_MONTHS_WINDOW = 5;

  /** On the 10th of the next month what is left of a month is deleted. */
  private static final int DAY_OF_MONTHS_RELEASE = 10;

  private record KnownKey(
      long keyNo, Purpose purpose, String groupId, String scope, TokenKey key) {}

  private final Database counts;
  private final GroupService groups;
  private final MembershipService memberships;
  private final Clock clock;
  private final TokenChallenge challenge;
  private final KeyWrapping wrapping;
  private final SpentTokens spentTokens;
  private final Map<String, KnownKey> knownKeys = new ConcurrentHashMap<>();

  /**
   * Over {@code counts}.
   *
   * @param issuerHost host of the server's public address: issuer and origin of every challenge
   */
  public TokenService(
      Database counts,
      GroupService groups,
      MembershipService memberships,
      Clock clock,
      String issuerHost,
      Secret master) {
    this.counts = counts;
    this.groups = groups;
    this.memberships = memberships;
    this.clock = clock;
    this.challenge = TokenChallenge.ofHost(issuerHost);
    this.wrapping = new KeyWrapping(master);
    this.spentTokens = new SpentTokens(counts);
  }

  /** For spending inside a transaction. */
  public SpentTokens spentTokens() {
    return spentTokens;
  }

  // ---- keys ---------------------------------------------------------------------------------

  /**
   * Makes what is missing of the keys of this week and the next, and of the months these touch. Two
   * processes at once make each key once; one that was killed is gone on with.
   */
  public void makeKeys() {
    List<String> groupIds = groups.openIds();
    if (groupIds.isEmpty()) {
      return;
    }
    IsoWeek now = IsoWeek.at(clock.instant());
    makeMonthKeys(now);
    for (IsoWeek week : List.of(now, now.plusWeeks(1))) {
      if (!isKeyed(week)) {
        long made = groupIds.parallelStream().mapToLong(group -> makeDayKeys(group, week)).sum();
        counts.writer().useExtension(TokenKeyDao.class, dao -> dao.markKeyed(week.toString()));
        LOG.info("Week {} has its keys ({} made now)", week, made);
      }
    }
  }

  private boolean isKeyed(IsoWeek week) {
    return counts.reader().withExtension(TokenKeyDao.class, dao -> dao.isKeyed(week.toString()));
  }

  private void makeMonthKeys(IsoWeek now) {
    Set<YearMonth> months = new TreeSet<>();
    months.add(YearMonth.from(now.monday()));
    months.add(YearMonth.from(now.plusWeeks(2).monday().minusDays(1)));
    Set<String> have = new HashSet<>();
    monthRows().forEach(row -> have.add(row.scope()));
    for (YearMonth month : months) {
      if (!have.contains(month.toString())) {
        make(Purpose.PARTICIPATION, "", month.toString(), "", Set.of());
      }
    }
  }

  private long makeDayKeys(String groupId, IsoWeek week) {
    Set<String> have = new HashSet<>();
    Set<Integer> taken = new HashSet<>();
    List<TokenKeyRow> usable = new ArrayList<>(groupRows(groupId));
    usable.addAll(monthRows());
    for (TokenKeyRow row : usable) {
      have.add(row.scope());
      taken.add(TokenKey.ofSpki(row.spki()).truncatedTokenKeyId());
    }
    long made = 0;
    for (LocalDate day : week.days()) {
      if (!have.contains(day.toString())) {
        taken.add(make(Purpose.CHECK_IN, groupId, day.toString(), week.toString(), taken));
        made++;
      }
    }
    return made;
  }

  /**
   * Makes one key and keeps it, unless another process just did.
   *
   * @param taken truncated ids of keys that the same member could use at the same time
   * @return its truncated id
   */
  private int make(Purpose purpose, String groupId, String scope, String week, Set<Integer> taken) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(TokenKey.MODULUS_BYTES * 8);
      while (true) {
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
        TokenKey publicKey = TokenKey.of(key.getModulus(), BigInteger.valueOf(PUBLIC_EXPONENT));
        if (taken.contains(publicKey.truncatedTokenKeyId())) {
          continue;
        }
        byte[] id = publicKey.tokenKeyId();
        // Seven bytes of a hash: no counter, so that processes need not agree on one.
        long keyNo = new BigInteger(1, Arrays.copyOf(id, 7)).longValueExact();
        byte[] wrapped = wrapping.wrap(key, usedFor(purpose, groupId, scope));
        counts
            .writer()
            .useExtension(
                TokenKeyDao.class,
                dao ->
                    dao.insert(
                        keyNo,
                        purpose.name(),
                        groupId,
                        scope,
                        week,
                        id,
                        publicKey.spki(),
                        wrapped));
        return publicKey.truncatedTokenKeyId();
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this platform cannot make RSA keys", e);
    }
  }

  private static String usedFor(Purpose purpose, String groupId, String scope) {
    return purpose + "/" + groupId + "/" + scope;
  }

  private List<TokenKeyRow> groupRows(String groupId) {
    return counts.reader().withExtension(TokenKeyDao.class, dao -> dao.ofGroup(groupId));
  }

  private List<TokenKeyRow> monthRows() {
    return counts.reader().withExtension(TokenKeyDao.class, TokenKeyDao::ofMonths);
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
    IsoWeek now = IsoWeek.at(clock.instant());
    List<TokenKeyRow> rows = groupRows(groupId);
    List<TokenKeySlice.Week> weeks = new ArrayList<>();
    for (IsoWeek week : List.of(now, now.plusWeeks(1))) {
      List<TokenKeySlice.Day> days =
          rows.stream()
              .filter(row -> row.week().equals(week.toString()))
              .map(
                  row ->
                      new TokenKeySlice.Day(
                          LocalDate.parse(row.scope()), TokenKey.ofSpki(row.spki())))
              .toList();
      if (days.size() == 7 && isKeyed(week)) {
        weeks.add(new TokenKeySlice.Week(week, days));
      }
    }
    if (weeks.isEmpty()) {
      throw keysNotReady(now);
    }
    List<TokenKeySlice.Month> months =
        monthRows().stream()
            .filter(row -> isDrawable(YearMonth.parse(row.scope())))
            .map(
                row ->
                    new TokenKeySlice.Month(
                        YearMonth.parse(row.scope()), TokenKey.ofSpki(row.spki())))
            .toList();
    int restoreNumber =
        counts.reader().withExtension(TokenKeyDao.class, TokenKeyDao::restoreNumber);
    return new TokenKeySlice(groupId, restoreNumber, weeks, months, slipsWanted);
  }

  private ProblemException keysNotReady(IsoWeek now) {
    Instant nextMaking = now.plusWeeks(1).monday().atStartOfDay(IsoWeek.ZONE).toInstant();
    // A week that is being keyed right now is ready soon; a keyed one stays without this group.
    Duration wait =
        isKeyed(now.plusWeeks(1))
            ? Duration.between(clock.instant(), nextMaking)
            : Duration.ofSeconds(30);
    return new ProblemException(ProblemType.KEYS_NOT_READY).retryAfter(wait);
  }

  /** The standard directory: the month keys, the current month first. */
  public IssuerDirectory directory() {
    List<IssuerDirectory.Entry> entries = new ArrayList<>();
    for (TokenKeyRow row : monthRows()) {
      YearMonth month = YearMonth.parse(row.scope());
      if (isDrawable(month)) {
        long notBefore = firstInstant(month).getEpochSecond();
        entries.add(
            new IssuerDirectory.Entry(
                TokenChallenge.TOKEN_TYPE, TokenKey.ofSpki(row.spki()), notBefore));
      }
    }
    Instant now = clock.instant();
    // RFC 9578 § 4: the preferred key first, and a client takes the first that is valid.
    entries.sort(
        Comparator.comparing(
            entry ->
                Math.abs(
                    Optional.ofNullable(entry.notBefore()).orElse(0L)
                        - firstInstant(month(now)).getEpochSecond())));
    return new IssuerDirectory("/token-request", entries);
  }

  // ---- drawing ------------------------------------------------------------------------------

  /**
   * Signs a whole draw: a week's seven days or a month's one, all or nothing.
   *
   * @throws ProblemException 404 when there are no such keys, 422 when a request is for another
   *     key, 409 when one was drawn with another message, 425 or 404 outside the time of drawing
   */
  TokenDrawAnswer draw(Caller.Member member, TokenDraw draw) {
    List<TokenKeyRow> keys = keysOf(member, draw);
    List<TokenRequest> requests = draw.tokenRequests();
    for (int i = 0; i < keys.size(); i++) {
      if (TokenKey.ofSpki(keys.get(i).spki()).truncatedTokenKeyId()
          != requests.get(i).truncatedTokenKeyId()) {
        throw new ProblemException(
            ProblemType.TOKEN_REQUEST_INVALID, "tokenRequests[" + i + "] is for another key");
      }
    }
    return TokenDrawAnswer.of(sign(member, keys, requests));
  }

  private List<TokenKeyRow> keysOf(Caller.Member member, TokenDraw draw) {
    IsoWeek now = IsoWeek.at(clock.instant());
    IsoWeek week = draw.week();
    if (week == null) {
      String month = String.valueOf(draw.month());
      return monthRows().stream()
          .filter(row -> row.scope().equals(month) && isDrawable(YearMonth.parse(row.scope())))
          .findFirst()
          .map(List::of)
          .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "no such month"));
    }
    if (!week.equals(now) && !week.equals(now.plusWeeks(1))) {
      throw new ProblemException(ProblemType.NOT_FOUND, "only this week and the next can be drawn");
    }
    List<TokenKeyRow> rows =
        groupRows(member.groupId()).stream()
            .filter(row -> row.week().equals(week.toString()))
            .toList();
    if (rows.size() != 7 || !isKeyed(week)) {
      throw keysNotReady(now);
    }
    return rows;
  }

  /**
   * Signs one standard token request (RFC 9578 § 6.2), for any key that this member may use now.
   *
   * @return the 256 bytes of a TokenResponse
   * @throws ProblemException 422 for a wrong type, size or key id; 409 as {@link #draw}
   */
  byte[] issue(Caller.Member member, byte[] body) {
    TokenRequest request;
    try {
      request = TokenRequest.decode(body);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(ProblemType.TOKEN_REQUEST_INVALID, e.getMessage());
    }
    IsoWeek now = IsoWeek.at(clock.instant());
    List<TokenKeyRow> usable = new ArrayList<>();
    groupRows(member.groupId()).stream()
        .filter(
            row ->
                row.week().equals(now.toString()) || row.week().equals(now.plusWeeks(1).toString()))
        .forEach(usable::add);
    monthRows().stream()
        .filter(row -> isDrawable(YearMonth.parse(row.scope())))
        .forEach(usable::add);
    TokenKeyRow key =
        usable.stream()
            .filter(
                row ->
                    TokenKey.ofSpki(row.spki()).truncatedTokenKeyId()
                        == request.truncatedTokenKeyId())
            .findFirst()
            .orElseThrow(
                () -> new ProblemException(ProblemType.TOKEN_REQUEST_INVALID, "no such key"));
    return sign(member, List.of(key), List.of(request)).get(0);
  }

  private List<byte[]> sign(
      Caller.Member member, List<TokenKeyRow> keys, List<TokenRequest> requests) {
    // Signed before it is recorded: what the key refuses must not use up the draw. Nothing leaves
    // this method unless it is on record.
    List<byte[]> signatures =
        IntStream.range(0, keys.size())
            .mapToObj(
                i ->
                    BlindSigner.sign(
                        wrapping.unwrap(
                            keys.get(i).wrappedPrivateKey(),
                            usedFor(
                                Purpose.valueOf(keys.get(i).purpose()),
                                keys.get(i).groupId(),
                                keys.get(i).scope())),
                        requests.get(i).blindedMessage()))
            .toList();
    List<MembershipService.Draw> draws = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      draws.add(
          new MembershipService.Draw(
              TokenKey.ofSpki(keys.get(i).spki()).tokenKeyId(),
              sha256(requests.get(i).blindedMessage())));
    }
    String week = keys.get(0).week();
    memberships.recordDraws(member, week.isEmpty() ? keys.get(0).scope() : week, draws);
    return signatures;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every platform has SHA-256", e);
    }
  }

  // ---- redeeming ----------------------------------------------------------------------------

  /**
   * Recognises a token: genuine, for this purpose, spendable now. It is not yet spent.
   *
   * @param authorization the request's header; null when it has none
   * @throws ProblemException 401 with a challenge when it is missing, forged, unknown or closed;
   *     425 with Retry-After when its day has not come
   */
  public SpentToken redeem(@Nullable String authorization, Purpose purpose) {
    if (authorization == null) {
      throw rejected("Authorization: PrivateToken token=\"…\" is expected");
    }
    Token token;
    try {
      token = Token.parseHeader(authorization);
    } catch (IllegalArgumentException e) {
      throw rejected(e.getMessage());
    }
    KnownKey key = known(token.tokenKeyId());
    if (key == null
        || key.purpose() != purpose
        || !Arrays.equals(token.challengeDigest(), challenge.digest())) {
      throw rejected("this key is unknown, closed, or for something else");
    }
    Instant now = clock.instant();
    if (!now.isBefore(closesAt(key))) {
      throw rejected("this key is closed");
    }
    if (!token.isSignedBy(key.key())) {
      throw rejected("this token is not genuine");
    }
    Instant opensAt = opensAt(key);
    if (now.isBefore(opensAt)) {
      throw new ProblemException(ProblemType.TOO_EARLY).retryAfter(Duration.between(now, opensAt));
    }
    return new SpentToken(
        key.keyNo(), key.purpose(), key.groupId(), key.scope(), token.hash(), token.nonce());
  }

  /** The refusal of a token whose key was deleted while it waited. */
  public ProblemException tooLate() {
    return rejected("this key is closed");
  }

  private ProblemException rejected(@Nullable String detail) {
    return new ProblemException(ProblemType.TOKEN_REJECTED, detail)
        .challenge(challenge.headerValue());
  }

  private @Nullable KnownKey known(byte[] tokenKeyId) {
    String id = Hex.toHexString(tokenKeyId);
    KnownKey cached = knownKeys.get(id);
    if (cached != null) {
      return cached;
    }
    Optional<KnownKey> found =
        counts
            .reader()
            .withExtension(TokenKeyDao.class, dao -> dao.find(tokenKeyId))
            .map(
                row ->
                    new KnownKey(
                        row.keyNo(),
                        Purpose.valueOf(row.purpose()),
                        row.groupId(),
                        row.scope(),
                        TokenKey.ofSpki(row.spki())));
    if (knownKeys.size() > MAX_CACHED_KEYS) {
      knownKeys.clear();
    }
    found.ifPresent(key -> knownKeys.put(id, key));
    return found.orElse(null);
  }

  private static Instant opensAt(KnownKey key) {
    return key.purpose() == Purpose.CHECK_IN
        ? LocalDate.parse(key.scope()).atStartOfDay(IsoWeek.ZONE).toInstant()
        : firstInstant(YearMonth.parse(key.scope()));
  }

  private static Instant closesAt(KnownKey key) {
    return key.purpose() == Purpose.CHECK_IN
        ? IsoWeek.of(LocalDate.parse(key.scope())).closesAt()
        : closesAt(YearMonth.parse(key.scope()));
  }

  private boolean isDrawable(YearMonth month) {
    return clock.instant().isBefore(closesAt(month));
  }

  private static Instant closesAt(YearMonth month) {
    return dayAfter(month, LAST_DAY_OF_MONTHS_WINDOW + 1);
  }

  private static Instant firstInstant(YearMonth month) {
    return month.atDay(1).atStartOfDay(IsoWeek.ZONE).toInstant();
  }

  private static Instant dayAfter(YearMonth month, int dayOfNextMonth) {
    return month.plusMonths(1).atDay(dayOfNextMonth).atStartOfDay(IsoWeek.ZONE).toInstant();
  }

  private static YearMonth month(Instant now) {
    return YearMonth.from(now.atZone(IsoWeek.ZONE));
  }

  // ---- closing ------------------------------------------------------------------------------

  /** The weeks that have keys and whose time is over, oldest first. */
  public List<IsoWeek> weeksToClose() {
    Instant now = clock.instant();
    return counts.reader().withExtension(TokenKeyDao.class, TokenKeyDao::weeksWithKeys).stream()
        .map(IsoWeek::parse)
        .filter(week -> !now.isBefore(week.closesAt()))
        .toList();
  }

  /**
   * Closes a week, once: in one transaction its keys and spent tokens go, and {@code publish} does
   * what must happen with them. Whoever comes second finds nothing to do.
   *
   * @return whether this call closed it
   */
  public boolean close(IsoWeek week, Consumer<Handle> publish) {
    boolean closed =
        counts
            .writer()
            .inTransaction(
                handle -> {
                  TokenKeyDao dao = handle.attach(TokenKeyDao.class);
                  if (dao.markClosed(week.toString()) == 0) {
                    return false;
                  }
                  // First the keys: it waits for whoever is spending, and stops whoever would.
                  dao.deleteWeek(week.toString());
                  publish.accept(handle);
                  empty(handle.getConnection(), SpentTable.ofWeek(week));
                  return true;
                });
    knownKeys.values().removeIf(key -> !clock.instant().isBefore(closesAt(key)));
    return closed;
  }

  private void empty(Connection connection, List<String> tables) {
    try {
      counts.emptyTables(connection, tables);
    } catch (SQLException e) {
      throw new IllegalStateException("the spent tables could not be emptied", e);
    }
  }

  /** Deletes what is left of months whose release day has come. */
  public void deleteOldMonths() {
    Instant now = clock.instant();
    for (TokenKeyRow row : monthRows()) {
      YearMonth month = YearMonth.parse(row.scope());
      if (!now.isBefore(dayAfter(month, DAY_OF_MONTHS_RELEASE))) {
        counts
            .writer()
            .useTransaction(
                handle -> {
                  handle.attach(TokenKeyDao.class).deleteMonth(month.toString());
                  empty(handle.getConnection(), List.of(SpentTable.ofMonth(month)));
                });
      }
    }
  }

  /** Deletes the draw records of every week and month whose keys are gone. */
  public void forgetOldDraws() {
    Instant now = clock.instant();
    for (String scope : memberships.drawnScopes()) {
      Instant end =
          scope.contains("W")
              ? IsoWeek.parse(scope).closesAt()
              : dayAfter(YearMonth.parse(scope), DAY_OF_MONTHS_RELEASE);
      if (!now.isBefore(end)) {
        memberships.forgetDraws(scope);
      }
    }
  }

  /** The last weeks that were closed, oldest first. */
  public List<IsoWeek> lastClosedWeeks(int limit) {
    List<IsoWeek> weeks =
        new ArrayList<>(
            counts.reader().withExtension(TokenKeyDao.class, dao -> dao.lastClosed(limit)).stream()
                .map(IsoWeek::parse)
                .toList());
    Collections.reverse(weeks);
    return weeks;
  }
}
