/** The trail of what the staff did: append-only, hash-chained. Knows no feature. */
@NullMarked
package nl.kring.server.platform.audit;

import org.jspecify.annotations.NullMarked;
