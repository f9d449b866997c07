/** Whether the keys shown to this phone are everybody's; depends on store, http and outbox. */
@NullMarked
package nl.kring.client.internal.directory;

import org.jspecify.annotations.NullMarked;
