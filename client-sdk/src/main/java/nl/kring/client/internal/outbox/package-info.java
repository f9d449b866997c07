/** Sending slips as nobody, and waiting after a failure; depends on store and http. */
@NullMarked
package nl.kring.client.internal.outbox;

import org.jspecify.annotations.NullMarked;
