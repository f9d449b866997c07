package nl.kring.server.platform;

/**
 * A thing in the database, with the key by which a file of {@code kring import} knows it.
 *
 * @param id ours: random, another on each server
 * @param key the file's, the same on each server; the id of what no file brought
 */
public record Keyed<T>(String id, String key, T content) {}
