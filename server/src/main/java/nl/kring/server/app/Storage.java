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
   * Opens everything or nothing.
   *
   * @throws BadSettingException naming the setting of what cannot be used
   */
  static Storage open(AppConfig config) throws BadSettingException {
    makeFolder(config.dataDir());
    Database people = open("people", config.peopleUrl(), Setting.PEOPLE_DATABASE_URL);
    try {
      Database counts = open("counts", config.countsUrl(), Setting.COUNTS_DATABASE_URL);
      try {
        return new Storage(people, counts, MasterSecret.open(config.masterSecretFile(), people));
      } catch (BadSettingException | RuntimeException e) {
        counts.close();
        throw e;
      }
    } catch (BadSettingException | RuntimeException e) {
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

  private static Database open(String name, String url, Setting setting)
      throws BadSettingException {
    try {
      return Database.open(name, url);
    } catch (UnusableDatabaseException e) {
      throw new BadSettingException(setting, e.getMessage());
    }
  }
}
