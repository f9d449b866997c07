/**
 * What those who lead must know: courses, what a role requires, who followed what, and what is
 * agreed with other organisations (database {@code people}).
 */
@NullMarked
package nl.kring.server.competence;

import org.jspecify.annotations.NullMarked;
