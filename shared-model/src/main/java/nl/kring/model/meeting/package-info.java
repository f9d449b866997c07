/** Meetings as a member's phone and the public directory see them. */
@NullMarked
package nl.kring.model.meeting;

import org.jspecify.annotations.NullMarked;
