package nl.kring.server.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.security.MasterSecretFile;
import nl.kring.server.platform.security.Secret;

/** The master secret of a server, which must be the one that its databases were begun with. */
final class MasterSecret {
  private MasterSecret() {}

  /**
   * Reads the secret; makes the file for databases that are new.
   *
   * @throws BadSettingException when it cannot be read, is missing or is another than these
   *     databases were begun with
   * @throws IOException when it is being changed; the message is one line for people
   */
  static Secret open(Path file, Database people) throws IOException {
    SecretCheck check = new SecretCheck(people);
    if (check.isChanging() || Files.exists(MasterSecretFile.next(file))) {
      throw new IOException(
          "a change of the master secret was begun and did not end: ./kring rotate-keys ends it");
    }
    boolean isBegun = check.isBegun();
    if (isBegun && !Files.exists(file)) {
      throw fault(file, "is missing, and these databases were begun with it: put it back");
    }
    Secret secret;
    try {
      secret = MasterSecretFile.readOrCreate(file);
    } catch (IOException e) {
      throw fault(file, String.valueOf(e.getMessage()));
    }
    if (!isBegun) {
      check.begin(secret);
    }
    if (!check.isOf(secret)) {
      throw fault(file, "is another secret than these databases were begun with");
    }
    return secret;
  }

  /** What is wrong with the file, in one line for people. */
  static BadSettingException fault(Path file, String fault) {
    return new BadSettingException(Setting.MASTER_SECRET_FILE, file + ": " + fault);
  }
}
