/** Joining and leaving, and the phone's own key; depends on the wire types only. */
@NullMarked
package nl.kring.client.membership;

import org.jspecify.annotations.NullMarked;
