package nl.kring.server.platform.pages;

import java.util.List;

/**
 * Something that somebody should know first.
 *
 * @param text key of the words
 * @param values what goes into their holes
 * @param url where something can be done about it
 * @param link key of the words that lead there
 */
public record Notice(String text, List<String> values, String url, String link) {}
