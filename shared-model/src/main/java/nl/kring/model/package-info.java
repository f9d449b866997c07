/**
 * What travels on the wire between phones and the server, and how anonymous tokens are made.
 *
 * <p>Depends on Jackson and Bouncy Castle only; runs on Java 11 bytecode and Android API 26.
 */
@NullMarked
package nl.kring.model;

import org.jspecify.annotations.NullMarked;
