/**
 * Calendars: when groups meet as iCalendar (RFC 5545, RFC 7986), and days on which people stay away
 * (database {@code people}).
 */
@NullMarked
package nl.kring.server.calendar;

import org.jspecify.annotations.NullMarked;
