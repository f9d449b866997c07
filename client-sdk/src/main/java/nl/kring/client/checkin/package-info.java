/** What an app does with check-ins; depends on the wire types only. */
@NullMarked
package nl.kring.client.checkin;

import org.jspecify.annotations.NullMarked;
