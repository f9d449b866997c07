package nl.kring.server.platform.audit;

import org.jspecify.annotations.Nullable;

/**
 * One act, as the trail holds it. Everything but number and actor is null once it was forgotten.
 *
 * @param number 1 for the first, without a gap
 * @param actorId who did it; null for nobody of the staff
 * @param moment an ISO instant, to the second, or a day where no more may be known
 * @param act see {@link Act#wireName()}
 * @param subjectId of the staff, to whom it was done
 * @param groupId which group it was about
 * @param times how often, on that day
 */
public record AuditEvent(
    long number,
    @Nullable String actorId,
    @Nullable String moment,
    @Nullable String act,
    @Nullable String subjectId,
    @Nullable String groupId,
    @Nullable Integer times) {}
