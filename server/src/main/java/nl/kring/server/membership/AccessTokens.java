package nl.kring.server.membership;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.Locator;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Role;
import nl.kring.server.platform.security.Secret;

/**
 * Makes and reads members' access tokens: JWT, HS256, fifteen minutes, nothing kept.
 *
 * <p>Each day (UTC) has a key of its own, derived from the master secret; its number is the {@code
 * kid}. So every process makes the same keys, and a key is of use for one day and fifteen minutes.
 */
final class AccessTokens {
  /** How long a token lives. */
  static final Duration LIFETIME = Duration.ofMinutes(15);

  private static final String ROLE = "role";
  private static final String GROUP = "group";

  /** Which key may use it: {@code {"jkt": thumbprint}} (RFC 7800 § 3, RFC 9449 § 6.1). */
  private static final String CONFIRMATION = "cnf";

  private static final String THUMBPRINT = "jkt";

  private final Secret secret;
  private final String publicUrl;
  private final Clock clock;

  AccessTokens(Secret master, String publicUrl, Clock clock) {
    this.secret = master.derive("access tokens");
    this.publicUrl = publicUrl;
    this.clock = clock;
  }

  String make(Caller.Member member) {
    Instant now = clock.instant();
    long day = day(now);
    return Jwts.builder()
        .header()
        .keyId(Long.toString(day))
        .and()
        .issuer(publicUrl)
        .audience()
        .add(publicUrl)
        .and()
        .subject(member.membershipId())
        .claim(ROLE, Role.MEMBER.name())
        .claim(GROUP, member.groupId())
        .claim(CONFIRMATION, Map.of(THUMBPRINT, member.keyThumbprint()))
        .expiration(Date.from(now.plus(LIFETIME)))
        .signWith(key(day), Jwts.SIG.HS256)
        .compact();
  }

  /**
   * Whose token this was when it was made; empty when it is forged, expired, or not for this
   * server. Whether the membership is still that phone's, the database knows.
   */
  Optional<Caller.Member> read(String token) {
    try {
      Claims claims =
          Jwts.parser()
              .clock(() -> Date.from(clock.instant()))
              .keyLocator(keyOfToday())
              .requireIssuer(publicUrl)
              .requireAudience(publicUrl)
              .require(ROLE, Role.MEMBER.name())
              .build()
              .parseSignedClaims(token)
              .getPayload();
      String group = claims.get(GROUP, String.class);
      Object thumbprint =
          claims.get(CONFIRMATION) instanceof Map<?, ?> confirmation
              ? confirmation.get(THUMBPRINT)
              : null;
      if (claims.getSubject() == null
          || group == null
          || claims.getExpiration() == null
          || !(thumbprint instanceof String key)) {
        return Optional.empty();
      }
      return Optional.of(new Caller.Member(claims.getSubject(), group, key));
    } catch (JwtException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Locator<Key> keyOfToday() {
    return header -> {
      Object kid = header.get("kid");
      long today = day(clock.instant());
      for (long day : new long[] {today, today - 1}) {
        if (Long.toString(day).equals(kid) && "HS256".equals(header.getAlgorithm())) {
          return key(day);
        }
      }
      throw new JwtException("unknown key");
    };
  }

  private SecretKey key(long day) {
    return secret.derive("day " + day).key("HmacSHA256");
  }

  private static long day(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC).toEpochDay();
  }
}
