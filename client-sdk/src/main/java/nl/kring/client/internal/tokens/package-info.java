/** Drawing tokens as a member; depends on store, http, outbox and directory. */
@NullMarked
package nl.kring.client.internal.tokens;

import org.jspecify.annotations.NullMarked;
