package nl.kring.server.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.db.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server starts only with the secret that its databases were begun with. */
class MasterSecretTest {
  @ParameterizedTest
  @EnumSource
  void aMissingOrAnotherSecretIsNoticedAtTheStart(TestDatabases databases, @TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("secret");
    try (Database people = databases.open("people")) {
      byte[] first = MasterSecret.open(file, people).hmac("x");
      assertArrayEquals(first, MasterSecret.open(file, people).hmac("x"), "the same again");
      Path aside = folder.resolve("aside");
      Files.move(file, aside);
      IOException missing = assertThrows(IOException.class, () -> MasterSecret.open(file, people));
      assertTrue(missing.getMessage().contains("is missing"), missing.getMessage());
      assertFalse(Files.exists(file), "none is made in its place");
      try (Database others = databases.open("people")) {
        MasterSecret.open(file, others);
      }
      IOException another = assertThrows(IOException.class, () -> MasterSecret.open(file, people));
      assertTrue(another.getMessage().startsWith("KRING_MASTER_SECRET_FILE: "));
      assertTrue(another.getMessage().contains("is another secret"), another.getMessage());
      Files.delete(file);
      Files.move(aside, file);
      assertEquals(first.length, MasterSecret.open(file, people).hmac("x").length);
    }
  }
}
