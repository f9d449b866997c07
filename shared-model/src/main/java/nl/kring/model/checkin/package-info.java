/** The anonymous slip that a phone sends of a check-in, and the pulse that a group sees of it. */
@NullMarked
package nl.kring.model.checkin;

import org.jspecify.annotations.NullMarked;
