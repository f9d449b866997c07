/** The command line, the configuration, and the wiring of everything by constructor. */
@NullMarked
package nl.kring.server.app;

import org.jspecify.annotations.NullMarked;
