/**
 * Token keys, draws and redemption (database {@code counts}; draw records are the membership
 * feature's).
 */
@NullMarked
package nl.kring.server.token;

import org.jspecify.annotations.NullMarked;
