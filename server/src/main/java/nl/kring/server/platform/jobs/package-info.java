/** Work that must happen once in a cluster, at its time. */
@NullMarked
package nl.kring.server.platform.jobs;

import org.jspecify.annotations.NullMarked;
