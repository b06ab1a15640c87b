package cloud.reseller.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files that are committed: everything but what a build, a run or an editor leaves behind. */
final class Repository {

  static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  private static final Set<String> LEFT_BEHIND =
      Set.of(".git", "target", ".local", ".idea", ".vscode", ".settings", "node_modules");

  private Repository() {}

  static List<Path> files() {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          ROOT,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes any) {
              return LEFT_BEHIND.contains(directory.getFileName().toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile()) {
                files.add(ROOT.relativize(file));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files.stream().sorted().toList();
  }

  static List<Path> named(String name) {
    return files().stream().filter(file -> file.getFileName().toString().equals(name)).toList();
  }

  /** The lines of a text file; none of a file that is not UTF-8. */
  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(ROOT.resolve(file), StandardCharsets.UTF_8);
    } catch (MalformedInputException binary) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The directories of the modules that have code of their own. */
  static List<Path> modulesWithCode() {
    return named("pom.xml").stream()
        .map(pom -> ROOT.resolve(pom).getParent())
        .filter(module -> Files.isDirectory(module.resolve("src/main/java")))
        .toList();
  }
}
