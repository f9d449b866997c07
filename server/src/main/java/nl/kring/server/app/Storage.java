package nl.kring.server.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nl.kring.server.platform.OwnerOnly;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.db.UnusableDatabaseException;
import nl.kring.server.platform.security.Secret;

/**
 * What a server stands on, opened: both databases, and the secret that they were begun with.
 *
 * @param master the master secret
 */
record Storage(Database people, Database counts, Secret master) {
  /**
   * Opens everything or nothing, for a process that works with it beside others.
   *
   * @throws BadSettingException naming the setting of what cannot be used
   * @throws IOException when the master secret is being changed; the message is one line for people
   */
  static Storage open(AppConfig config) throws IOException {
    makeFolder(config.dataDir());
    Database people = people(Database::openToServe, config);
    try {
      Database counts = counts(config);
      try {
        return new Storage(people, counts, MasterSecret.open(config.masterSecretFile(), people));
      } catch (IOException | RuntimeException e) {
        counts.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      people.close();
      throw e;
    }
  }

  private static void makeFolder(Path folder) throws BadSettingException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new BadSettingException(Setting.DATA_DIR, "is not a folder");
    }
    try {
      Files.createDirectories(folder, OwnerOnly.folder());
    } catch (IOException e) {
      throw new BadSettingException(
          Setting.DATA_DIR, "cannot be made; make it, and give it to the account of the server");
    }
    if (!Files.isWritable(folder)) {
      throw new BadSettingException(Setting.DATA_DIR, "cannot be written by this account");
    }
  }

  /** A way of opening: beside others, or alone. */
  @FunctionalInterface
  interface Opening {
    Database open(String name, String url) throws IOException;
  }

  /** The database of staff, groups and memberships; see {@link #open} for errors. */
  static Database people(Opening opening, AppConfig config) throws IOException {
    return open(opening, "people", config.peopleUrl(), Setting.PEOPLE_DATABASE_URL);
  }

  /** The database of keys, spent tokens and counters; see {@link #open} for errors. */
  static Database counts(AppConfig config) throws IOException {
    return open(Database::open, "counts", config.countsUrl(), Setting.COUNTS_DATABASE_URL);
  }

  private static Database open(Opening opening, String name, String url, Setting setting)
      throws IOException {
    try {
      return opening.open(name, url);
    } catch (UnusableDatabaseException e) {
      throw new BadSettingException(setting, e.getMessage());
    }
  }
}
