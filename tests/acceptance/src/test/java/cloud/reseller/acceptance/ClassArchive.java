package cloud.reseller.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The loaded classes of a service, written by an instance that ends in an orderly way and used by
 * the ones started after it. The tests start services more than a hundred times, which takes more
 * than half of their processor time.
 */
final class ClassArchive {
  private final Path jar;
  private final Path archive;
  private final Path recorded;

  ClassArchive(Service service, String instance) {
    Path directory = Path.of("target", "class-archives").toAbsolutePath();
    this.jar = service.jar();
    this.archive = directory.resolve(service.module() + ".jsa");
    this.recorded = directory.resolve(instance + "-" + ProcessHandle.current().pid() + ".jsa");
  }

  /** The JVM options of the next start: to use the archive, or to write it at the end. */
  List<String> options() {
    try {
      Files.createDirectories(archive.getParent());
      // What a killed process has begun to write.
      Files.deleteIfExists(recorded);
      return isUpToDate()
          ? List.of("-XX:SharedArchiveFile=" + archive)
          : List.of("-XX:ArchiveClassesAtExit=" + recorded);
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  /** A JVM ignores the archive of an earlier build. */
  private boolean isUpToDate() throws IOException {
    return Files.exists(archive)
        && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) > 0;
  }

  /** Keeps what a process has written that has ended by itself. */
  void keep() {
    try {
      if (Files.exists(recorded)) {
        Files.move(recorded, archive, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }
}
