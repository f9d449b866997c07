/**
 * Privacy Pass tokens of type 0x0002 (RFC 9577, RFC 9578) over RSA blind signatures (RFC 9474), and
 * the messages by which a phone draws them.
 */
@NullMarked
package nl.kring.model.token;

import org.jspecify.annotations.NullMarked;
