/**
 * Moving in and out: providers, programmes, groups and meeting series as one JSON file ({@code
 * docs/import.md}). Works through the services of those features, which keep their rules and
 * tables; over the database {@code people}.
 */
@NullMarked
package nl.kring.server.transfer;

import org.jspecify.annotations.NullMarked;
