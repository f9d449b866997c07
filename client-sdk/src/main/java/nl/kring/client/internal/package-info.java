/** What is behind the door; not API, and may change with every version. */
@NullMarked
package nl.kring.client.internal;

import org.jspecify.annotations.NullMarked;
