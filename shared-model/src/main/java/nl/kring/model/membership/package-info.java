/** Joining with a code, and the assertion by which a phone proves its membership. */
@NullMarked
package nl.kring.model.membership;

import org.jspecify.annotations.NullMarked;
