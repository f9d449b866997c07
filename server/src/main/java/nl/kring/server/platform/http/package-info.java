/**
 * What every route shares: problems, JSON, entity tags, headers. Depends on {@code nl.kring.model}.
 */
@NullMarked
package nl.kring.server.platform.http;

import org.jspecify.annotations.NullMarked;
