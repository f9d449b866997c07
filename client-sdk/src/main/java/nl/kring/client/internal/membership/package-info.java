/** The membership between phones: recovery codes and asking with one; depends on store and http. */
@NullMarked
package nl.kring.client.internal.membership;

import org.jspecify.annotations.NullMarked;
