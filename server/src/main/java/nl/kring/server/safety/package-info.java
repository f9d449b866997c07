/**
 * Safety texts for those who lead: the yearly red-flag protocol, when self-help alone does not fit,
 * and the red-flag aid. Their words are in {@code resources/safety}. Depends on the list of groups
 * only, which stands beside every page.
 */
@NullMarked
package nl.kring.server.safety;

import org.jspecify.annotations.NullMarked;
