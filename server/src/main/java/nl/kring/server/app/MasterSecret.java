package nl.kring.server.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.security.MasterSecretFile;
import nl.kring.server.platform.security.Secret;
import nl.kring.server.platform.security.Wrapping;

/** The master secret of a server, which must be the one that its databases were begun with. */
final class MasterSecret {
  private static final String LABEL = "secret check";
  private static final byte[] KNOWN = "kring".getBytes(StandardCharsets.US_ASCII);

  private MasterSecret() {}

  /**
   * Reads the secret; makes the file for databases that are new.
   *
   * @throws BadSettingException when it cannot be read, is missing or is another than these
   *     databases were begun with
   */
  static Secret open(Path file, Database people) throws BadSettingException {
    Optional<byte[]> kept = kept(people);
    if (kept.isPresent() && !Files.exists(file)) {
      throw fault(file, "is missing, and these databases were begun with it: put it back");
    }
    Secret secret;
    try {
      secret = MasterSecretFile.readOrCreate(file);
    } catch (IOException e) {
      throw fault(file, String.valueOf(e.getMessage()));
    }
    Wrapping wrapping = new Wrapping(secret, LABEL);
    if (kept.isEmpty()) {
      byte[] wrapped = wrapping.wrap(KNOWN, LABEL);
      people
          .writer()
          .useHandle(
              handle ->
                  handle.execute(
                      "INSERT INTO secret_check (id, wrapped) VALUES (1, ?) ON CONFLICT DO NOTHING",
                      wrapped));
    }
    try {
      wrapping.unwrap(kept(people).orElseThrow(), LABEL);
    } catch (IllegalStateException e) {
      throw fault(file, "is another secret than these databases were begun with");
    }
    return secret;
  }

  private static Optional<byte[]> kept(Database people) {
    return people
        .reader()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT wrapped FROM secret_check WHERE id = 1")
                    .map((row, context) -> row.getBytes(1))
                    .findOne());
  }

  private static BadSettingException fault(Path file, String fault) {
    return new BadSettingException(Setting.MASTER_SECRET_FILE, file + ": " + fault);
  }
}
