/** Weeks and the time zone everything is reckoned in. */
@NullMarked
package nl.kring.model.time;

import org.jspecify.annotations.NullMarked;
