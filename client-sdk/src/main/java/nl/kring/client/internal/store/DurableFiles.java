package nl.kring.client.internal.store;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import nl.kring.model.WireJson;
import org.bouncycastle.util.encoders.Hex;
import org.jspecify.annotations.Nullable;

/**
 * Small files in one directory, each replaced as a whole: after a crash a file holds what it held
 * before a write or after it, never something between.
 *
 * <p>A file begins with a line that holds the SHA-256 of the rest, so that damage is noticed. Not
 * thread-safe. Blocks on disk.
 */
public final class DurableFiles {
  private static final String TEMPORARY = ".tmp";
  private static final String DAMAGED = ".damaged";
  private static final String MAGIC = "kring1 ";
  private static final int HEAD_BYTES = MAGIC.length() + 64 + 1;
  private static final Set<PosixFilePermission> OWNER_FILE =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final Set<PosixFilePermission> OWNER_DIRECTORY =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final Path directory;
  private final Steps steps;

  /**
   * Opens a directory, made when it is not there, and removes what a crash left half-written.
   *
   * @throws IOException when it cannot be made or read
   */
  public DurableFiles(File directory, Steps steps) throws IOException {
    this.directory = directory.toPath().toAbsolutePath();
    this.steps = steps;
    if (!Files.isDirectory(this.directory)) {
      Files.createDirectories(this.directory);
      ownerOnly(this.directory, OWNER_DIRECTORY);
    }
    for (String name : list()) {
      if (name.endsWith(".json" + TEMPORARY)) {
        Files.deleteIfExists(this.directory.resolve(name));
      }
    }
  }

  /**
   * What a file holds; null when there is none.
   *
   * <p>A damaged file is moved aside under a name that ends in {@code .damaged} and counts as none.
   */
  public byte @Nullable [] read(String name) throws IOException {
    Path file = directory.resolve(name);
    if (!Files.exists(file)) {
      return null;
    }
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length >= HEAD_BYTES) {
      byte[] content = Arrays.copyOfRange(bytes, HEAD_BYTES, bytes.length);
      if (Arrays.equals(head(content), Arrays.copyOf(bytes, HEAD_BYTES))) {
        return content;
      }
    }
    moveAside(name);
    return null;
  }

  /** What a file holds, read as JSON; null when there is none, or it was moved aside as damaged. */
  <T> @Nullable T readJson(String name, Class<T> type) throws IOException {
    byte[] json = read(name);
    if (json == null) {
      return null;
    }
    try {
      return WireJson.read(json, type);
    } catch (IOException e) {
      moveAside(name);
      return null;
    }
  }

  /** Moves a file that cannot be understood aside; it is kept, under another name. */
  public void moveAside(String name) throws IOException {
    Path aside = directory.resolve(name + DAMAGED);
    for (int i = 2; Files.exists(aside); i++) {
      aside = directory.resolve(name + "." + i + DAMAGED);
    }
    Files.move(directory.resolve(name), aside, StandardCopyOption.ATOMIC_MOVE);
    syncDirectory();
  }

  /**
   * Replaces a file as a whole; durable on return.
   *
   * @throws IOException when it cannot be written, for example because the disk is full; the file
   *     then holds what it held before, except when only the directory could not be synced
   */
  public void write(String name, byte[] content) throws IOException {
    Path temporary = directory.resolve(name + TEMPORARY);
    try {
      steps.reached("write " + name);
      Files.deleteIfExists(temporary);
      Files.createFile(temporary, ownerOnlyFile());
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        writeFully(channel, head(content));
        // Written in two halves so that a test can stop between them.
        writeFully(channel, Arrays.copyOf(content, content.length / 2));
        steps.reached("write-rest " + name);
        writeFully(channel, Arrays.copyOfRange(content, content.length / 2, content.length));
        steps.reached("sync " + name);
        channel.force(true);
      }
      steps.reached("rename " + name);
      Files.move(
          temporary,
          directory.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      try {
        // Gives the room back on a full disk.
        Files.deleteIfExists(temporary);
      } catch (IOException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
    steps.reached("sync-directory " + name);
    syncDirectory();
  }

  /** Deletes a file if it is there; durable on return. */
  public void delete(String name) throws IOException {
    steps.reached("delete " + name);
    if (Files.deleteIfExists(directory.resolve(name))) {
      syncDirectory();
    }
  }

  /** The names of all files of ours, the damaged ones too, in the order of the alphabet. */
  public List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    for (String name : list()) {
      if (name.endsWith(".json") || name.endsWith(DAMAGED)) {
        names.add(name);
      }
    }
    return names;
  }

  /** The names of files that were moved aside; they stay until they are deleted. */
  public List<String> damaged() throws IOException {
    List<String> names = new ArrayList<>();
    for (String name : list()) {
      if (name.endsWith(DAMAGED)) {
        names.add(name);
      }
    }
    return names;
  }

  private List<String> list() throws IOException {
    String[] names = directory.toFile().list();
    if (names == null) {
      throw new IOException("the directory of Kring cannot be read");
    }
    Arrays.sort(names);
    return Arrays.asList(names);
  }

  private static void writeFully(FileChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static byte[] head(byte[] content) {
    try {
      String hash = Hex.toHexString(MessageDigest.getInstance("SHA-256").digest(content));
      return (MAGIC + hash + "\n").getBytes(StandardCharsets.US_ASCII);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every platform has SHA-256", e);
    }
  }

  private void syncDirectory() {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Some platforms cannot open a directory; there the rename is as durable as they make it.
      return;
    }
  }

  private FileAttribute<?>[] ownerOnlyFile() {
    return isPosix()
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_FILE)}
        : new FileAttribute<?>[0];
  }

  private void ownerOnly(Path path, Set<PosixFilePermission> permissions) throws IOException {
    if (isPosix()) {
      Files.setPosixFilePermissions(path, permissions);
    }
  }

  private boolean isPosix() {
    return directory.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
