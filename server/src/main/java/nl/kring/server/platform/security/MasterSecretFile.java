package nl.kring.server.platform.security;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import nl.kring.server.platform.OwnerOnly;

/**
 * The file that holds the master secret: base64 of 32 bytes or more, readable by its owner only.
 */
public final class MasterSecretFile {
  private MasterSecretFile() {}

  /**
   * Reads the secret; makes the file, with a fresh secret, when there is none.
   *
   * @throws IOException when it cannot be read, or others may read it; the message is a clause for
   *     people, without the file's name
   */
  public static Secret readOrCreate(Path file) throws IOException {
    try {
      if (!Files.exists(file)) {
        create(file);
      }
    } catch (FileSystemException e) {
      throw new IOException("cannot be made: is its folder there, and may it be written?", e);
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException("is not a file");
    }
    try {
      return read(file);
    } catch (AccessDeniedException e) {
      throw new IOException("cannot be read by this account", e);
    }
  }

  /**
   * Where the secret stands that is to take the place of that of {@code file}: beside it, or beside
   * what it is a link to.
   */
  public static Path next(Path file) throws IOException {
    Path real = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    return real.resolveSibling(real.getFileName() + ".next");
  }

  /**
   * Puts the secret of {@link #next} in the place of that of {@code file}, at once and durably; the
   * earlier one is gone.
   */
  public static void replaceByNext(Path file) throws IOException {
    Path real = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Files.move(
        next(file), real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncFolder(real);
  }

  private static void create(Path file) throws IOException {
    byte[] secret = new byte[Secret.MIN_BYTES];
    new SecureRandom().nextBytes(secret);
    Path fresh =
        Files.createTempFile(file.toAbsolutePath().getParent(), "master", null, OwnerOnly.file());
    try {
      Files.writeString(fresh, Base64.getEncoder().encodeToString(secret) + "\n");
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      // A link, not a rename: when two processes start at once, the first one's secret stays.
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException e) {
      // The other process was first.
    } finally {
      Files.delete(fresh);
    }
    syncFolder(file);
  }

  /** Only a synced folder keeps a new name through a power cut; Windows has no such thing. */
  private static void syncFolder(Path file) throws IOException {
    if (OwnerOnly.isPossible()) {
      try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
        folder.force(true);
      }
    }
  }

  /**
   * Reads the secret.
   *
   * @throws IOException as {@link #readOrCreate}
   */
  public static Secret read(Path file) throws IOException {
    if (OwnerOnly.isPossible()) {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      permissions.remove(PosixFilePermission.OWNER_READ);
      permissions.remove(PosixFilePermission.OWNER_WRITE);
      if (!permissions.isEmpty()) {
        throw new IOException("others may read it; make it private with chmod 600");
      }
    }
    try {
      return new Secret(
          Base64.getDecoder()
              .decode(new String(Files.readAllBytes(file), StandardCharsets.US_ASCII).trim()));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "it must hold base64 of at least 32 random bytes, as from: openssl rand -base64 32", e);
    }
  }
}
