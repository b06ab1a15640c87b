package cloud.reseller.local.launch;

import cloud.reseller.local.parts.PartFailedException;
import cloud.reseller.local.parts.Private;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The directory that survives restarts: it has one version and is used by one run at a time. */
final class DataDirectory implements AutoCloseable {
  /**
   * Changes whenever older data can no longer be read: layout, PostgreSQL's major version, topics.
   */
  static final String VERSION = "1 (PostgreSQL 18)";

  private static final String MARKER = "data-version";
  private static final String LOCK = "lock";

  private final Path path;
  private final FileChannel channel;

  private DataDirectory(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Opens the directory exclusively for this run.
   *
   * @param fresh empty it first
   * @param neededBytes refuse to start with less free space
   * @throws PartFailedException with one line saying why it cannot be used
   */
  static DataDirectory open(Path path, boolean fresh, long neededBytes) {
    try {
      Private.directory(path);
      String version = version(path);
      FileChannel channel = lock(path);
      try {
        check(path, fresh, version, neededBytes);
        if (fresh) {
          empty(path);
        }
        Private.write(path.resolve(MARKER), VERSION + "\n");
        // Earlier releases left most files readable by every user of the machine.
        Private.close(path);
        return new DataDirectory(path, channel);
      } catch (IOException | UncheckedIOException | PartFailedException cannot) {
        channel.close();
        throw cannot;
      }
    } catch (IOException cannot) {
      throw cannotBeUsed(path, cannot);
    } catch (UncheckedIOException cannot) {
      throw cannotBeUsed(path, cannot.getCause());
    }
  }

  /**
   * Checks that the directory is free, without changing anything.
   *
   * @throws PartFailedException if another run has the directory open
   */
  static void checkFree(Path path) {
    if (Files.exists(path.resolve(LOCK))) {
      try {
        lock(path).close();
      } catch (IOException cannot) {
        throw cannotBeUsed(path, cannot);
      }
    }
  }

  private static PartFailedException cannotBeUsed(Path path, IOException cannot) {
    return new PartFailedException(
        path
            + " cannot be used ("
            + cannot.getClass().getSimpleName()
            + ": "
            + cannot.getMessage()
            + "): choose another with --data DIRECTORY",
        cannot);
  }

  private static void check(Path path, boolean fresh, String version, long neededBytes)
      throws IOException {
    if (!fresh && !version.isEmpty() && !version.equals(VERSION)) {
      throw new PartFailedException(
          path
              + " holds data of version "
              + version
              + ", this is version "
              + VERSION
              + ": start with --fresh to discard it, or choose --data DIRECTORY");
    }
    long free = Files.getFileStore(path).getUsableSpace();
    if (free < neededBytes) {
      throw new PartFailedException(
          path
              + ": the disk is full ("
              + free / 1_048_576
              + " MiB free, "
              + neededBytes / 1_048_576
              + " MiB needed): free some space, or choose --data DIRECTORY");
    }
  }

  private static FileChannel lock(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(Private.file(path.resolve(LOCK)), StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException sameJvm) {
      // Reported below, like a lock held by another JVM.
    }
    channel.close();
    throw new PartFailedException(
        path + " is in use by another ./run: stop that one, or choose --data DIRECTORY");
  }

  Path path() {
    return path;
  }

  /** The stored version; empty if the directory is new. */
  private static String version(Path path) throws IOException {
    if (Files.exists(path.resolve(MARKER))) {
      return Files.readString(path.resolve(MARKER)).strip();
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        // Files left by an interrupted first start.
        if (!name.equals(LOCK) && !name.startsWith(MARKER)) {
          throw new PartFailedException(
              path
                  + " holds other files, such as "
                  + entry.getFileName()
                  + ": choose an empty directory with --data");
        }
      }
    }
    return "";
  }

  private static void empty(Path path) throws IOException {
    try (Stream<Path> paths = Files.walk(path)) {
      List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        if (!each.equals(path) && !each.equals(path.resolve(LOCK))) {
          Files.deleteIfExists(each);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
