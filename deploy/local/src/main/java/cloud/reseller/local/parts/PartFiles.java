package cloud.reseller.local.parts;

import cloud.reseller.local.broker.BrokerProcess;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The files of the parts: as resolved by Maven, and in unpacked form, created once per user in
 * {@code ~/.cache/reseller} (or below {@code XDG_CACHE_HOME}) and shared by all checkouts.
 */
final class PartFiles {
  private static final Map<String, Object> TURNS = new ConcurrentHashMap<>();

  private PartFiles() {}

  /** The jars of Kafka, as a class path. */
  static String kafka() {
    return files("broker.files");
  }

  /** Home of the unpacked PostgreSQL binaries. */
  static Path postgresql() {
    Path jar = Path.of(files("postgresql.files"));
    return unpacked(stem(jar), target -> untar(jar, target));
  }

  /** The Keycloak distribution's zip. */
  static Path keycloakZip() {
    return Path.of(files("keycloak.files"));
  }

  static String stem(Path file) {
    return file.getFileName().toString().replaceFirst("\\.(jar|zip)$", "");
  }

  /**
   * The directory {@code name} of the cache, created with {@code fill} if missing. It is filled
   * under a temporary name and renamed, under a file lock, so that concurrent JVMs never see an
   * incomplete directory.
   */
  static Path unpacked(String name, Consumer<Path> fill) {
    Path cache = cache();
    Path wanted = cache.resolve(name);
    if (Files.isDirectory(wanted)) {
      return wanted;
    }
    try {
      Files.createDirectories(cache);
      // File locks are held per JVM, so threads of this JVM synchronize first.
      synchronized (TURNS.computeIfAbsent(name, first -> new Object())) {
        try (FileChannel channel =
                FileChannel.open(
                    cache.resolve(name + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            FileLock lock = channel.lock()) {
          if (lock.isValid() && !Files.isDirectory(wanted)) {
            Path half = cache.resolve(name + ".part");
            delete(half);
            Files.createDirectories(half);
            fill.accept(half);
            Files.move(half, wanted, StandardCopyOption.ATOMIC_MOVE);
          }
        }
      }
      return wanted;
    } catch (IOException | UncheckedIOException cannot) {
      throw new PartFailedException(
          "cannot unpack " + name + " below " + cache + ": " + cannot.getMessage(), cannot);
    }
  }

  /**
   * Deletes directories of the cache in which an earlier release stored a secret in a file of this
   * name.
   */
  static void deleteWhatHolds(String secret) {
    Path cache = cache();
    if (!Files.isDirectory(cache)) {
      return;
    }
    try (Stream<Path> kept = Files.list(cache)) {
      kept.filter(each -> Files.exists(each.resolve(secret))).forEach(PartFiles::delete);
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  /** The path used by {@link #unpacked}. */
  static Path cached(String name) {
    return cache().resolve(name);
  }

  /** A short name derived from content, to distinguish cached versions. */
  static String digest(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  static void unzip(Path zip, Path target) {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      Enumeration<? extends ZipEntry> entries = file.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        Path inside = Path.of(entry.getName());
        if (inside.getNameCount() < 2) {
          continue;
        }
        Path path = below(target, inside.subpath(1, inside.getNameCount()));
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else {
          Files.createDirectories(path.getParent());
          try (InputStream in = file.getInputStream(entry)) {
            Files.copy(in, path);
          }
        }
      }
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  private static void untar(Path jar, Path target) {
    try (ZipFile file = new ZipFile(jar.toFile())) {
      ZipEntry archive =
          file.stream()
              .filter(entry -> entry.getName().endsWith(".txz"))
              .findFirst()
              .orElseThrow(() -> new IOException(jar + " holds no .txz archive"));
      try (TarArchiveInputStream tar =
          new TarArchiveInputStream(
              new XZInputStream(new BufferedInputStream(file.getInputStream(archive))))) {
        TarArchiveEntry entry;
        while ((entry = tar.getNextEntry()) != null) {
          Path path = below(target, Path.of(entry.getName()));
          if (entry.isDirectory()) {
            Files.createDirectories(path);
          } else if (entry.isSymbolicLink()) {
            Files.createDirectories(path.getParent());
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
          } else {
            Files.createDirectories(path.getParent());
            Files.copy(tar, path);
            if ((entry.getMode() & 0100) != 0 && !path.toFile().setExecutable(true)) {
              throw new IOException("cannot make " + path + " executable");
            }
          }
        }
      }
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  private static Path below(Path target, Path inside) throws IOException {
    Path path = target.resolve(inside).normalize();
    if (!path.startsWith(target)) {
      throw new IOException("the archive has an entry outside of its own directory: " + inside);
    }
    return path;
  }

  private static Path cache() {
    Map<String, String> environment = System.getenv();
    String home = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path base = home.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(home);
    return base.resolve("reseller");
  }

  private static String files(String list) {
    try (InputStream in = BrokerProcess.class.getResourceAsStream(list)) {
      if (in == null) {
        throw new PartFailedException("the list " + list + " is not built: run ./mvnw package");
      }
      String files = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      for (String file : files.split(":")) {
        if (!Files.exists(Path.of(file))) {
          throw new PartFailedException(file + " is gone: run ./mvnw package to fetch it again");
        }
      }
      return files;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Where {@link BrokerProcess} was loaded from; derived from its URL, since not every class loader
   * sets a code source.
   */
  static Path brokerProcess() {
    String name = BrokerProcess.class.getName().replace('.', '/') + ".class";
    URL url = BrokerProcess.class.getClassLoader().getResource(name);
    try {
      if (url.openConnection() instanceof JarURLConnection jar) {
        return Path.of(jar.getJarFileURL().toURI());
      }
      String whole = url.toURI().toString();
      return Path.of(URI.create(whole.substring(0, whole.length() - name.length())));
    } catch (IOException | URISyntaxException cannot) {
      throw new PartFailedException(
          "cannot find the classes of the broker's process at " + url, cannot);
    }
  }
}
