/**
 * Uptake: how many people take part, in numbers that cannot be turned back into people (database
 * {@code counts}; PRIVACY § 3).
 */
@NullMarked
package nl.kring.server.uptake;

import org.jspecify.annotations.NullMarked;
