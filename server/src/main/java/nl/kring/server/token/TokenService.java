package nl.kring.server.token;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import nl.kring.model.problem.ProblemType;
import nl.kring.model.time.IsoWeek;
import nl.kring.model.token.Purpose;
import nl.kring.model.token.SpendWindow;
import nl.kring.model.token.Token;
import nl.kring.model.token.TokenChallenge;
import nl.kring.model.token.TokenDraw;
import nl.kring.model.token.TokenDrawAnswer;
import nl.kring.model.token.TokenKey;
import nl.kring.model.token.TokenRequest;
import nl.kring.server.membership.MembershipService;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Secret;
import org.bouncycastle.util.encoders.Hex;
import org.jspecify.annotations.Nullable;

/**
 * The issuer: signs blindly, and recognises what it signed. Thread-safe.
 *
 * <p>What it signs it cannot see, and what it recognises it cannot trace back (RFC 9474, RFC 9578).
 */
public final class TokenService {
  private static final int MAX_CACHED_KEYS = 100_000;

  private record KnownKey(
      long keyNo, Purpose purpose, String groupId, String scope, TokenKey key) {}

  private final Database counts;
  private final KeyDirectory keys;
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
      KeyDirectory keys,
      MembershipService memberships,
      Clock clock,
      String issuerHost,
      Secret master) {
    this.counts = counts;
    this.keys = keys;
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

  // ---- drawing ------------------------------------------------------------------------------

  /**
   * Signs a whole draw: a week's seven days or a month's one, all or nothing.
   *
   * @throws ProblemException 404 when there are no such keys, 422 when a request is for another
   *     key, 409 when one was drawn with another message, 425 or 404 outside the time of drawing
   */
  TokenDrawAnswer draw(Caller.Member member, TokenDraw draw) {
    List<TokenKeyRow> rows = keysOf(member, draw);
    List<TokenRequest> requests = draw.tokenRequests();
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).key().truncatedTokenKeyId() != requests.get(i).truncatedTokenKeyId()) {
        throw new ProblemException(
            ProblemType.TOKEN_REQUEST_INVALID, "tokenRequests[" + i + "] is for another key");
      }
    }
    return TokenDrawAnswer.of(sign(member, rows, requests));
  }

  private List<TokenKeyRow> keysOf(Caller.Member member, TokenDraw draw) {
    IsoWeek week = draw.week();
    if (week == null) {
      String month = String.valueOf(draw.month());
      return keys.drawableMonths().stream()
          .filter(row -> row.scope().equals(month))
          .findFirst()
          .map(List::of)
          .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "no such month"));
    }
    if (!keys.drawableWeeks().contains(week)) {
      throw new ProblemException(ProblemType.NOT_FOUND, "only this week and the next can be drawn");
    }
    List<TokenKeyRow> days = keys.daysOf(member.groupId(), week);
    if (days.size() != 7 || !keys.isSigned(week)) {
      throw keys.keysNotReady();
    }
    return days;
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
    TokenKeyRow key =
        keys.drawable(member.groupId()).stream()
            .filter(row -> row.key().truncatedTokenKeyId() == request.truncatedTokenKeyId())
            .findFirst()
            .orElseThrow(
                () -> new ProblemException(ProblemType.TOKEN_REQUEST_INVALID, "no such key"));
    return sign(member, List.of(key), List.of(request)).get(0);
  }

  private List<byte[]> sign(
      Caller.Member member, List<TokenKeyRow> rows, List<TokenRequest> requests) {
    // Signed before it is recorded: what the key refuses must not use up the draw. Nothing leaves
    // this method unless it is on record.
    List<byte[]> signatures =
        IntStream.range(0, rows.size())
            .mapToObj(
                i ->
                    BlindSigner.sign(
                        wrapping.unwrap(rows.get(i).wrappedPrivateKey(), rows.get(i).usedFor()),
                        requests.get(i).blindedMessage()))
            .toList();
    List<MembershipService.Draw> draws = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      draws.add(
          new MembershipService.Draw(
              rows.get(i).key().tokenKeyId(), sha256(requests.get(i).blindedMessage())));
    }
    String week = rows.get(0).week();
    memberships.recordDraws(member, week.isEmpty() ? rows.get(0).scope() : week, draws);
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
    if (!now.isBefore(window(key).closesAt())) {
      throw rejected("this key is closed");
    }
    if (!token.isSignedBy(key.key())) {
      throw rejected("this token is not genuine");
    }
    Instant opensAt = window(key).opensAt();
    if (now.isBefore(opensAt)) {
      throw new ProblemException(ProblemType.TOO_EARLY).retryAfter(Duration.between(now, opensAt));
    }
    return new SpentToken(
        key.keyNo(), key.purpose(), key.groupId(), key.scope(), token.hash(), token.nonce());
  }

  /**
   * Passes for a token that is spent on its body, now or before.
   *
   * @throws ProblemException 409 when it was spent on another body; 401 when its key was deleted
   *     while it waited
   */
  public void requireSpent(SpentTokens.Outcome outcome) {
    switch (outcome) {
      case FIRST, AGAIN -> {}
      case OTHER_BODY -> throw new ProblemException(ProblemType.SPENT_WITH_ANOTHER_BODY);
      case TOO_LATE -> throw rejected("this key is closed");
    }
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
                        row.key()));
    if (knownKeys.size() > MAX_CACHED_KEYS) {
      Instant now = clock.instant();
      knownKeys.values().removeIf(key -> !now.isBefore(window(key).closesAt()));
    }
    found.ifPresent(key -> knownKeys.put(id, key));
    return found.orElse(null);
  }

  private static SpendWindow window(KnownKey key) {
    return SpendWindow.of(key.purpose(), key.scope());
  }
}
