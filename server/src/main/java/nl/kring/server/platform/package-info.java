/** What every feature stands on. Depends on {@code nl.kring.model} only. */
@NullMarked
package nl.kring.server.platform;

import org.jspecify.annotations.NullMarked;
