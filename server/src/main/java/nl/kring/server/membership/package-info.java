/** Join codes, memberships, access tokens and draw records (database {@code people}). */
@NullMarked
package nl.kring.server.membership;

import org.jspecify.annotations.NullMarked;
