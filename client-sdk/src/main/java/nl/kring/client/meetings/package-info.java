/** What an app does with meetings; depends on the wire types only. */
@NullMarked
package nl.kring.client.meetings;

import org.jspecify.annotations.NullMarked;
