package nl.kring.server.staff;

import java.time.Instant;
import nl.kring.server.platform.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * An invitation that nobody accepted yet, without the link, which only who was invited has.
 *
 * @param invitationId names it for withdrawing; opens nothing
 * @param name what will be typed to sign in
 * @param expiresAt from then on it does not work
 */
public record OpenInvitation(
    String invitationId,
    String name,
    Role role,
    @Nullable String providerId,
    @Nullable String municipality,
    Instant expiresAt) {}
