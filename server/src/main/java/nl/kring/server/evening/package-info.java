/**
 * A meeting as it is held: the step of the programme, who keeps the order, and how many people
 * there were. Over the database {@code people}.
 */
@NullMarked
package nl.kring.server.evening;

import org.jspecify.annotations.NullMarked;
