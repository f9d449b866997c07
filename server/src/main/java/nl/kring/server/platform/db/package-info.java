/**
 * Databases, their migrations, and the writer that commits in groups. Depends on nothing of Kring.
 */
@NullMarked
package nl.kring.server.platform.db;

import org.jspecify.annotations.NullMarked;
