/**
 * That something happened in a group, without persons, and what may be known of it elsewhere
 * (database {@code people}).
 */
@NullMarked
package nl.kring.server.incident;

import org.jspecify.annotations.NullMarked;
