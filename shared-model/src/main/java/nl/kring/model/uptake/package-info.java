/** What a phone says once a month, as nobody: that somebody took part. */
@NullMarked
package nl.kring.model.uptake;

import org.jspecify.annotations.NullMarked;
