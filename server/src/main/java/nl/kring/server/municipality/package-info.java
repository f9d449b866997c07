/**
 * The Dutch municipalities and safety regions, from files inside the jar. Depends on no feature.
 */
@NullMarked
package nl.kring.server.municipality;

import org.jspecify.annotations.NullMarked;
