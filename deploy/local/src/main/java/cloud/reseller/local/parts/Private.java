package cloud.reseller.local.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files and directories readable only by their owner, whatever the umask. */
public final class Private {
  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private static final FileAttribute<Set<PosixFilePermission>> DIRECTORY =
      PosixFilePermissions.asFileAttribute(OWNERS);

  private static final FileAttribute<Set<PosixFilePermission>> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private Private() {}

  /** Creates a directory with its parents, if missing. */
  public static Path directory(Path path) {
    try {
      return Files.createDirectories(path, DIRECTORY);
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  /** Creates an empty file, if missing. */
  public static Path file(Path path) {
    try {
      return Files.createFile(path, FILE);
    } catch (FileAlreadyExistsException there) {
      return path;
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  /** Writes a file atomically: it contains the old text or the new one, never a part. */
  public static void write(Path path, String text) {
    try {
      Path half = path.resolveSibling(path.getFileName() + ".part");
      Files.deleteIfExists(half);
      Files.writeString(file(half), text);
      Files.move(half, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  /** Removes all permissions of group and others from a directory, recursively. */
  public static void close(Path directory) {
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
                throws IOException {
              closeOne(path);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
                throws IOException {
              if (!attributes.isSymbolicLink()) {
                closeOne(path);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException cannot)
                throws IOException {
              if (cannot instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw cannot;
            }
          });
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  private static void closeOne(Path path) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    Set<PosixFilePermission> permissions = view.readAttributes().permissions();
    if (permissions.retainAll(OWNERS)) {
      view.setPermissions(permissions);
    }
  }
}
