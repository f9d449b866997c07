/** RFC 9457 problems, shared by server and phone. */
@NullMarked
package nl.kring.model.problem;

import org.jspecify.annotations.NullMarked;
