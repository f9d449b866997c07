/**
 * The SDK's door: an app opens a Kring and sees what it keeps; depends on the packages beside it.
 */
@NullMarked
package nl.kring.client;

import org.jspecify.annotations.NullMarked;
