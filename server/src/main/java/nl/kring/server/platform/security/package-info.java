/** Secrets, roles and callers, and the gate that every route passes. */
@NullMarked
package nl.kring.server.platform.security;

import org.jspecify.annotations.NullMarked;
