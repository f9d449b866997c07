/** Organisations that run support groups (database {@code people}). */
@NullMarked
package nl.kring.server.provider;

import org.jspecify.annotations.NullMarked;
