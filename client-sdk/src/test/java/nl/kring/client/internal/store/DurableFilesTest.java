package nl.kring.client.internal.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFilesTest {
  private static final byte[] OLD = "what was there before".getBytes(UTF_8);
  private static final byte[] NEW = "what comes after, somewhat longer".getBytes(UTF_8);

  @TempDir File directory;

  private static final class Killed extends Error {}

  @Test
  void whatIsWrittenIsRead() throws IOException {
    DurableFiles files = new DurableFiles(directory, Steps.NONE);
    assertNull(files.read("a.json"));
    files.write("a.json", OLD);
    files.write("a.json", NEW);
    assertArrayEquals(NEW, new DurableFiles(directory, Steps.NONE).read("a.json"));
    files.delete("a.json");
    assertNull(files.read("a.json"));
    files.write("empty.json", new byte[0]);
    assertArrayEquals(new byte[0], files.read("empty.json"));
  }

  @Test
  void killedAtEachStepAFileHoldsTheOldOrTheNewAndNothingIsLeftOver() throws IOException {
    List<String> steps = new ArrayList<>();
    new DurableFiles(directory, steps::add).write("a.json", OLD);
    assertEquals(5, steps.size());
    for (String last : steps) {
      new DurableFiles(directory, Steps.NONE).write("a.json", OLD);
      DurableFiles killed =
          new DurableFiles(
              directory,
              step -> {
                if (step.equals(last)) {
                  throw new Killed();
                }
              });
      assertThrows(Killed.class, () -> killed.write("a.json", NEW), last);
      DurableFiles reopened = new DurableFiles(directory, Steps.NONE);
      assertArrayEquals(last.startsWith("sync-dir") ? NEW : OLD, reopened.read("a.json"), last);
      assertArrayEquals(new String[] {"a.json"}, directory.list(), last);
    }
  }

  @Test
  void aFullDiskLeavesWhatWasThereAndGivesItsRoomBack() throws IOException {
    new DurableFiles(directory, Steps.NONE).write("a.json", OLD);
    DurableFiles full =
        new DurableFiles(
            directory,
            step -> {
              if (step.startsWith("write-rest")) {
                throw new IOException("No space left on device");
              }
            });
    assertThrows(IOException.class, () -> full.write("a.json", NEW));
    assertArrayEquals(OLD, full.read("a.json"));
    assertArrayEquals(new String[] {"a.json"}, directory.list());
  }

  @Test
  void aHalfWrittenOrChangedFileIsMovedAsideAndKept() throws IOException {
    for (int i = 0; i < 3; i++) {
      DurableFiles files = new DurableFiles(directory, Steps.NONE);
      files.write("a.json", NEW);
      Path path = directory.toPath().resolve("a.json");
      byte[] bytes = Files.readAllBytes(path);
      if (i == 0) {
        bytes = java.util.Arrays.copyOf(bytes, bytes.length / 2);
      } else if (i == 1) {
        bytes[bytes.length - 1] ^= 1;
      } else {
        bytes = new byte[0];
      }
      Files.write(path, bytes);
      assertNull(files.read("a.json"));
      assertEquals(i + 1, files.damaged().size());
      assertNull(files.read("a.json"));
    }
  }

  @Test
  void onlyTheOwnerCanReadWhatIsWritten() throws IOException {
    File made = new File(directory, "kring");
    assumeTrue(directory.toPath().getFileSystem().supportedFileAttributeViews().contains("posix"));
    new DurableFiles(made, Steps.NONE).write("a.json", OLD);
    Path file = made.toPath().resolve("a.json");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made.toPath())));
  }

  @Test
  void aFileOfSomebodyElseIsLeftAlone() throws IOException {
    Path other = directory.toPath().resolve("photo.tmp");
    Files.write(other, OLD);
    new DurableFiles(directory, Steps.NONE).write("a.json", OLD);
    assertTrue(Files.exists(other));
    assertNotNull(new DurableFiles(directory, Steps.NONE).read("a.json"));
  }
}
