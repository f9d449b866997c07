package nl.kring.server.membership;

import com.fasterxml.jackson.databind.JsonNode;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import nl.kring.model.WireJson;
import nl.kring.model.membership.DevicePublicKey;
import nl.kring.server.platform.Ids;
import org.jspecify.annotations.Nullable;

/** A phone's signed statement of who it is (RFC 7523 § 3): a compact JWT with ES256. */
final class Assertion {
  /** How far a phone's clock may be from the server's. */
  static final Duration TOLERANCE = Duration.ofSeconds(60);

  /** What an assertion turned out to be. */
  enum Verdict {
    GENUINE,
    OUT_OF_TIME,
    REJECTED
  }

  private Assertion() {}

  /** The membership that it claims to be of, not yet believed; empty when it is no JWT. */
  static Optional<String> claimedMembership(String compact) {
    String[] parts = compact.split("\\.", -1);
    if (parts.length != 3 || compact.length() > 4096) {
      return Optional.empty();
    }
    try {
      JsonNode claims = WireJson.mapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
      JsonNode subject = claims == null ? null : claims.get("sub");
      return subject == null || !Ids.isId(subject.asText())
          ? Optional.empty()
          : Optional.of(subject.textValue());
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether this key signed it, for this server, now. */
  static Verdict judge(String compact, DevicePublicKey key, String publicUrl, Instant now) {
    try {
      Claims claims =
          Jwts.parser()
              // The time is judged below, after the signature: only then may an answer depend on
              // it.
              .clock(() -> new Date(0))
              .verifyWith(key.key())
              .requireAudience(publicUrl)
              .build()
              .parseSignedClaims(compact)
              .getPayload();
      Date issuedAt = claims.getIssuedAt();
      if (issuedAt == null) {
        return Verdict.REJECTED;
      }
      return isNear(issuedAt, now) && isNotOver(claims.getExpiration(), now)
          ? Verdict.GENUINE
          : Verdict.OUT_OF_TIME;
    } catch (JwtException | IllegalArgumentException e) {
      return Verdict.REJECTED;
    }
  }

  private static boolean isNear(Date issuedAt, Instant now) {
    return Duration.between(issuedAt.toInstant(), now).abs().compareTo(TOLERANCE) <= 0;
  }

  private static boolean isNotOver(@Nullable Date expiration, Instant now) {
    return expiration == null || !now.isAfter(expiration.toInstant().plus(TOLERANCE));
  }
}
