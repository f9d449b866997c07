/** Drawing tokens as a member; depends on store, http and outbox. */
@NullMarked
package nl.kring.client.internal.tokens;

import org.jspecify.annotations.NullMarked;
