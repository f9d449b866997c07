/** Requests as a member and as nobody, never over one connection; knows no state of the phone. */
@NullMarked
package nl.kring.client.internal.http;

import org.jspecify.annotations.NullMarked;
