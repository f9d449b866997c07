/** Accounts of people who work with Kring: signing in and out (database {@code people}). */
@NullMarked
package nl.kring.server.staff;

import org.jspecify.annotations.NullMarked;
