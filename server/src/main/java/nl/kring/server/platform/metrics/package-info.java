/** What a hoster watches, on a port of its own, with nothing of a participant in it. */
@NullMarked
package nl.kring.server.platform.metrics;

import org.jspecify.annotations.NullMarked;
