package nl.kring.server.platform;

import java.nio.file.FileSystems;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * How files and folders are made that nobody but the server's own account may read; nothing where
 * the platform has no such permissions.
 */
public final class OwnerOnly {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private OwnerOnly() {}

  /** Whether this platform has permissions that can be set. */
  public static boolean isPossible() {
    return POSIX;
  }

  /** For a new file: read and written by its owner. */
  public static FileAttribute<?>[] file() {
    return attributes("rw-------");
  }

  /** For a new folder: used by its owner. */
  public static FileAttribute<?>[] folder() {
    return attributes("rwx------");
  }

  private static FileAttribute<?>[] attributes(String permissions) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
