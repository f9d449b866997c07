package nl.kring.server.platform.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bouncycastle.util.encoders.Hex;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows that SQLite moved from page to page leave copies, which overwriting the row does not reach.
 */
class EarlierStatesTest {
  private static final int ROUNDS = 60;

  /** One with which copies are left; not every life leaves any. */
  private static final long SEED = 1;

  private final Random random = new Random(SEED);
  private final Map<String, byte[]> written = new LinkedHashMap<>();
  private final List<String> keys = new ArrayList<>();

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] secret() {
    byte[] secret = bytes(48);
    written.put(Hex.toHexString(secret), secret);
    return secret;
  }

  private void liveFor(Handle handle, int rounds) {
    for (int round = 0; round < rounds; round++) {
      handle.useTransaction(
          each -> {
            for (int i = 0; i < 40; i++) {
              String key = Hex.toHexString(bytes(8));
              keys.add(key);
              String note = "x".repeat(random.nextInt(300));
              each.execute("INSERT INTO place VALUES (?, ?, ?)", key, note, secret());
            }
            for (int i = 0; i < 25; i++) {
              String key = keys.remove(random.nextInt(keys.size()));
              each.execute("DELETE FROM place WHERE id = ?", key);
            }
            for (int i = 0; i < 20; i++) {
              String note = "y".repeat(random.nextInt(600));
              String key = keys.get(random.nextInt(keys.size()));
              each.execute("UPDATE place SET note = ? WHERE id = ?", note, key);
            }
          });
    }
  }

  @Test
  void onlyAFileThatIsRewrittenWholeHoldsNoCopies(@TempDir Path folder) throws Exception {
    try (Database people = Database.open("people", TestDatabases.SQLITE.url(folder, "people"))) {
      people
          .writer()
          .useHandle(
              handle -> {
                handle.execute("CREATE TABLE place (id TEXT PRIMARY KEY, note TEXT, secret BLOB)");
                liveFor(handle, ROUNDS);
                for (String key : keys) {
                  handle.execute("UPDATE place SET secret = ? WHERE id = ?", bytes(48), key);
                }
              });
      people.forgetDeletedRows(List.of());
      assertNotEquals(List.of(), RawFiles.found(folder, List.of(), written), "a copy");
      people.forgetEarlierStates(List.of());
      assertEquals(List.of(), RawFiles.found(folder, List.of(), written));
    }
  }
}
