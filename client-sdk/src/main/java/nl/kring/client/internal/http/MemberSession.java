package nl.kring.client.internal.http;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import nl.kring.client.membership.DeviceKey;
import nl.kring.model.membership.AccessToken;
import nl.kring.model.membership.AccessTokenRequest;
import nl.kring.model.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Requests in the name of a membership; the access token lives in memory only.
 *
 * <p>Not thread-safe: one network call is made at a time. Blocks on the network.
 */
public final class MemberSession {
  /** An access token this close to its end is not used any more. */
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private final ServerHttp http;
  private final Clock clock;
  private final SecureRandom random;

  private @Nullable String membershipId;
  private @Nullable String accessToken;
  private Instant goodUntil = Instant.EPOCH;
  private Duration serverIsAhead = Duration.ZERO;

  /** Without an access token yet. */
  public MemberSession(ServerHttp http, Clock clock, SecureRandom random) {
    this.http = http;
    this.clock = clock;
    this.random = random;
  }

  /** One request, given the bearer it needs. */
  @FunctionalInterface
  public interface Asked {
    /** Asks. */
    Answer ask(String bearer) throws IOException;
  }

  /**
   * Asks in the name of a membership, and once more with a new access token when the first is not
   * accepted.
   *
   * @throws RefusedException when no access token is to be had
   */
  public Answer ask(String askingMembershipId, DeviceKey key, Asked asked)
      throws IOException, RefusedException {
    boolean isFresh = !isGoodFor(askingMembershipId);
    Answer answer = asked.ask(bearer(askingMembershipId, key));
    if (answer.status() != 401 || isFresh) {
      return answer;
    }
    accessToken = null;
    return asked.ask(bearer(askingMembershipId, key));
  }

  /** Forgets the access token. */
  public void forget() {
    accessToken = null;
  }

  private boolean isGoodFor(String askingMembershipId) {
    Instant now = clock.instant();
    return accessToken != null
        && askingMembershipId.equals(membershipId)
        && now.isBefore(goodUntil)
        // A clock set back must not make a token live for ever.
        && Duration.between(now, goodUntil).compareTo(Duration.ofHours(1)) < 0;
  }

  private String bearer(String askingMembershipId, DeviceKey key)
      throws IOException, RefusedException {
    String kept = accessToken;
    if (kept != null && isGoodFor(askingMembershipId)) {
      return kept;
    }
    Answer answer = assertMembership(askingMembershipId, key);
    Instant serverTime = serverTime(answer);
    if (answer.status() == 401 && serverTime != null) {
      serverIsAhead = Duration.between(clock.instant(), serverTime);
      answer = assertMembership(askingMembershipId, key);
    }
    if (!answer.isSuccess()) {
      throw new RefusedException(answer);
    }
    AccessToken token = answer.read(AccessToken.class);
    membershipId = askingMembershipId;
    accessToken = token.accessToken();
    goodUntil = clock.instant().plusSeconds(token.expiresInSeconds()).minus(MARGIN);
    return token.accessToken();
  }

  private Answer assertMembership(String askingMembershipId, DeviceKey key) throws IOException {
    Instant now = clock.instant().plus(serverIsAhead);
    String assertion = Assertion.sign(key, askingMembershipId, http.audience(), now, random);
    return http.post("api/v1/access-tokens", null, new AccessTokenRequest(assertion));
  }

  private static @Nullable Instant serverTime(Answer answer) {
    Problem problem = answer.problem();
    String text = problem == null ? null : problem.serverTime();
    if (text == null) {
      return null;
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  @Override
  public String toString() {
    return "MemberSession";
  }
}
