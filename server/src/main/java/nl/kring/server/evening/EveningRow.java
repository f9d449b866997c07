package nl.kring.server.evening;

import org.jspecify.annotations.Nullable;

/**
 * A row of {@code evening}.
 *
 * @param step null when nobody said which
 * @param chair id of somebody of the staff, empty for a participant, null when nobody said who
 * @param guard likewise
 * @param version goes up with each change, also of the head count
 */
record EveningRow(
    String seriesId,
    String day,
    @Nullable Integer step,
    @Nullable String chair,
    @Nullable String guard,
    long version) {}
