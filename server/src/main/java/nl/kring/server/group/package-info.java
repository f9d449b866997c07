/** Support groups, their programmes, and who leads them (database {@code people}). */
@NullMarked
package nl.kring.server.group;

import org.jspecify.annotations.NullMarked;
