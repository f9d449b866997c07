/** How templates become pages, and the headers that keep them safe. */
@NullMarked
package nl.kring.server.platform.pages;

import org.jspecify.annotations.NullMarked;
