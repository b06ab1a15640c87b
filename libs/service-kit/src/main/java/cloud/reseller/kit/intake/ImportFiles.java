package cloud.reseller.kit.intake;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The files into which imports are received. Each process has its own directory, accessible to its
 * user only, and holds a file lock that is released however the process ends: at the next start of
 * the service, directories whose lock is free are deleted with whatever is left in them.
 */
@Singleton
class ImportFiles {

  private static final String LOCK = "lock";

  private final Path root;
  private final String prefix;
  private Path own;
  private FileChannel lock;

  @Inject
  ImportFiles(
      @ConfigProperty(name = "quarkus.application.name") String service,
      @ConfigProperty(name = "java.io.tmpdir") Path root) {
    this.root = root;
    this.prefix = service + "-imports-";
  }

  void start(@Observes StartupEvent starting) {
    open();
  }

  /**
   * Creates this process's directory and deletes those of dead processes.
   *
   * @throws UncheckedIOException if it cannot be created
   */
  void open() {
    try {
      while (!isHeld()) {
        own = Files.createTempDirectory(root, prefix);
        lock = hold(own.resolve(LOCK), true);
      }
      try (DirectoryStream<Path> all = Files.newDirectoryStream(root, prefix + "*")) {
        for (Path each : all) {
          if (!each.equals(own) && isOurs(each)) {
            deleteIfLeft(each);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether the lock is held on a file that still exists: another process starting at the same
   * moment may have deleted the directory before it was locked.
   */
  private boolean isHeld() {
    return lock != null && Files.exists(own.resolve(LOCK));
  }

  /** The parent directory is shared, so other users may create directories with any name. */
  private boolean isOurs(Path directory) throws IOException {
    return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
        && Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own));
  }

  private static void deleteIfLeft(Path directory) throws IOException {
    Path lockFile = directory.resolve(LOCK);
    // Without a lock file, nothing has been received there.
    if (!Files.exists(lockFile)) {
      return;
    }
    try (FileChannel held = hold(lockFile, false)) {
      if (held != null) {
        delete(directory);
      }
    }
  }

  /** Locks the file; empty if another process holds it. */
  private static FileChannel hold(Path lockFile, boolean make) throws IOException {
    FileChannel channel =
        make
            ? FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
            : FileChannel.open(lockFile, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException sameProcess) {
      // Held by this process.
    }
    channel.close();
    return null;
  }

  /** Deletes the lock file last: an interrupted deletion is repeated at the next start. */
  private static void delete(Path directory) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.part")) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(directory.resolve(LOCK));
    Files.deleteIfExists(directory);
  }

  /**
   * Creates an empty file for one import.
   *
   * @throws UncheckedIOException if it cannot be created
   */
  Path newFile() {
    try {
      return Files.createTempFile(own, "", ".part");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @PreDestroy
  void close() {
    if (lock == null) {
      return;
    }
    try {
      delete(own);
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
