package cloud.reseller.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cloud.reseller.local.parts.PartFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path parent;

  @Test
  void data_survives_a_restart_and_goes_with_fresh() throws IOException {
    Path path = parent.resolve("data");
    Path row = path.resolve("postgresql/row");
    try (DataDirectory first = DataDirectory.open(path, false, 0)) {
      Files.createDirectories(first.path().resolve("postgresql"));
      Files.writeString(row, "kept");
    }
    try (DataDirectory second = DataDirectory.open(path, false, 0)) {
      assertThat(second.path().resolve("postgresql/row")).hasContent("kept");
    }
    try (DataDirectory third = DataDirectory.open(path, true, 0)) {
      assertThat(third.path().resolve("postgresql")).doesNotExist();
    }
  }

  @Test
  void what_an_earlier_release_left_open_is_its_owners_alone() throws IOException {
    Path path = parent.resolve("data");
    DataDirectory.open(path, false, 0).close();
    Path key = Files.writeString(path.resolve("key"), "secret");
    Path program = Files.writeString(path.resolve("program"), "");
    Path outside = Files.writeString(parent.resolve("outside"), "");
    Files.createSymbolicLink(path.resolve("link"), outside);
    for (Path open : List.of(path, key, program, outside)) {
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-rw-r--"));

    DataDirectory.open(path, false, 0).close();

    assertThat(permissions(path)).isEqualTo("rwx------");
    assertThat(permissions(key)).isEqualTo("rw-------");
    assertThat(permissions(program)).isEqualTo("rwx------");
    assertThat(permissions(path.resolve("lock"))).isEqualTo("rw-------");
    assertThat(permissions(path.resolve("data-version"))).isEqualTo("rw-------");
    assertThat(permissions(outside)).as("what a link leads to").isEqualTo("rwxr-xr-x");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void data_of_another_version_is_refused_and_kept() throws IOException {
    Path path = parent.resolve("data");
    DataDirectory.open(path, false, 0).close();
    Files.writeString(path.resolve("data-version"), "0 (PostgreSQL 17)\n");
    refused(path, 0, "holds data of version 0 (PostgreSQL 17), this is version ");
    assertThat(path.resolve("data-version")).hasContent("0 (PostgreSQL 17)");
    DataDirectory.open(path, true, 0).close();
    DataDirectory.open(path, false, 0).close();
  }

  @Test
  void a_directory_of_something_else_is_never_emptied() throws IOException {
    Files.writeString(parent.resolve("thesis.txt"), "do not lose");
    assertThatExceptionOfType(PartFailedException.class)
        .isThrownBy(() -> DataDirectory.open(parent, true, 0))
        .withMessageContaining("holds other files, such as thesis.txt");
    assertThat(parent.resolve("thesis.txt")).hasContent("do not lose");
  }

  @Test
  void one_run_at_a_time() throws IOException {
    try (DataDirectory first = DataDirectory.open(parent, false, 0)) {
      refused(first.path(), 0, "is in use by another ./run");
      assertThatExceptionOfType(PartFailedException.class)
          .isThrownBy(() -> DataDirectory.checkFree(first.path()))
          .withMessageContaining("is in use by another ./run");
    }
  }

  @Test
  void a_full_disk_is_reported_before_anything_starts() {
    refused(parent, Long.MAX_VALUE, "the disk is full");
  }

  @Test
  void a_path_that_cannot_be_a_directory_is_reported() throws IOException {
    Path file = Files.writeString(parent.resolve("file"), "");
    refused(file, 0, "cannot be used");
  }

  private static void refused(Path path, long neededBytes, String told) {
    assertThatExceptionOfType(PartFailedException.class)
        .isThrownBy(() -> DataDirectory.open(path, false, neededBytes))
        .withMessageContaining(told)
        .withMessageNotContaining("\n");
  }
}
