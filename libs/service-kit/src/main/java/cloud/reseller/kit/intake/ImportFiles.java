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
 * The files that imports are received in. Each process has a directory of its own, for its user
 * alone, with a lock that ends with the process however it ends: at the next start of the service
 * the directories that nobody holds are deleted with what is left in them.
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
   * Makes this process's directory and deletes those of processes that are gone.
   *
   * @throws UncheckedIOException if there can be none
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

  /** Another process that starts at the same moment may have found it before it was locked. */
  private boolean isHeld() {
    return lock != null && Files.exists(own.resolve(LOCK));
  }

  /** Others may make directories of any name in a place that all share. */
  private boolean isOurs(Path directory) throws IOException {
    return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
        && Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own));
  }

  private static void deleteIfLeft(Path directory) throws IOException {
    Path lockFile = directory.resolve(LOCK);
    // Without one nothing has been received there.
    if (!Files.exists(lockFile)) {
      return;
    }
    try (FileChannel held = hold(lockFile, false)) {
      if (held != null) {
        delete(directory);
      }
    }
  }

  /** Nothing if another process holds it. */
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
      // Held here.
    }
    channel.close();
    return null;
  }

  /** The lock last: what breaks off is done again at the next start. */
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
   * An empty file for one import.
   *
   * @throws UncheckedIOException if there can be none
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
