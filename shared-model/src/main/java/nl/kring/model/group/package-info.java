/** Support groups as the public directory and a member see them. */
@NullMarked
package nl.kring.model.group;

import org.jspecify.annotations.NullMarked;
