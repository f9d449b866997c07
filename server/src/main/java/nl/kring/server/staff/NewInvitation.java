package nl.kring.server.staff;

import java.util.List;
import nl.kring.server.platform.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * Whom somebody invites.
 *
 * @param name what will be typed to sign in
 * @param providerId for facilitators and coordinators; null for others, and for a coordinator's
 *     invitation, which is to the coordinator's own provider
 * @param municipality CBS code; for municipality viewers, otherwise null
 * @param groupIds which groups a facilitator will lead; may be empty
 */
public record NewInvitation(
    String name,
    Role role,
    @Nullable String providerId,
    @Nullable String municipality,
    List<String> groupIds) {}
