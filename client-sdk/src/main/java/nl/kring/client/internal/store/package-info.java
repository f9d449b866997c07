/** Files that survive a crash, and the phone's state in them; knows no network. */
@NullMarked
package nl.kring.client.internal.store;

import org.jspecify.annotations.NullMarked;
