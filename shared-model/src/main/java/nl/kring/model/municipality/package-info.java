/** Dutch municipalities and their safety regions. */
@NullMarked
package nl.kring.model.municipality;

import org.jspecify.annotations.NullMarked;
