/**
 * Who leads a group and what it falls back on, opening it, and substitutes for one day. Over
 * groups, staff and safety texts, because opening needs all three.
 */
@NullMarked
package nl.kring.server.opening;

import org.jspecify.annotations.NullMarked;
