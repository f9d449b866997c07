/** Slips, the open counters of a week, and the published pulse (database {@code counts}). */
@NullMarked
package nl.kring.server.checkin;

import org.jspecify.annotations.NullMarked;
