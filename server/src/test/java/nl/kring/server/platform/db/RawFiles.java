package nl.kring.server.platform.db;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bouncycastle.util.encoders.Hex;
import org.jdbi.v3.core.Handle;

/** The files of databases as a thief of the disk reads them. */
public final class RawFiles {
  private RawFiles() {}

  /**
   * The names of what is in some file, as it is or in hexadecimal.
   *
   * @param data where SQLite's files are, and all else that a server keeps
   * @param databases those on PostgreSQL have their files elsewhere
   */
  public static List<String> found(
      Path data, List<Database> databases, Map<String, byte[]> searched) throws IOException {
    List<Path> places = new ArrayList<>();
    for (Database database : databases) {
      if (database.vendor() == Database.Vendor.POSTGRESQL) {
        places.add(folderOf(database));
      }
    }
    places.add(data);
    Set<String> found = new TreeSet<>();
    int files = 0;
    for (Path place : places) {
      try (Stream<Path> all = Files.walk(place)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          String raw = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
          files++;
          searched.forEach(
              (name, bytes) -> {
                String text = new String(bytes, StandardCharsets.ISO_8859_1);
                if (raw.contains(text) || raw.contains(Hex.toHexString(bytes))) {
                  found.add(name);
                }
              });
        }
      }
    }
    assertTrue(files > 2, "files were searched");
    return new ArrayList<>(found);
  }

  /** Where PostgreSQL keeps every table and index of this database. */
  private static Path folderOf(Database database) {
    return database
        .writer()
        .withHandle(
            handle -> {
              handle.execute("CHECKPOINT");
              return Path.of(
                  one(handle, "SELECT current_setting('data_directory')"),
                  "base",
                  one(
                      handle,
                      "SELECT CAST(oid AS TEXT) FROM pg_database"
                          + " WHERE datname = current_database()"));
            });
  }

  private static String one(Handle handle, String sql) {
    return handle.createQuery(sql).mapTo(String.class).one();
  }
}
