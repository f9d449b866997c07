/** When and where a group meets (database {@code people}). */
@NullMarked
package nl.kring.server.meeting;

import org.jspecify.annotations.NullMarked;
