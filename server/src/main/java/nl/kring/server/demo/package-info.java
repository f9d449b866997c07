/** The demonstration: fictional groups, and phones on the real SDK over HTTP. */
@NullMarked
package nl.kring.server.demo;

import org.jspecify.annotations.NullMarked;
