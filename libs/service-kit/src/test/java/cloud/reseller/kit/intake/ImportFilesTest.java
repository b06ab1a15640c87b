package cloud.reseller.kit.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportFilesTest {

  @TempDir Path root;

  @Test
  void what_a_process_that_is_gone_left_is_deleted_at_the_next_start() throws IOException {
    Path left = left("one-imports-123");

    open("one");

    assertThat(left).doesNotExist();
    assertThat(left.getParent()).doesNotExist();
  }

  @Test
  void what_another_service_left_stays_for_that_service() throws IOException {
    Path left = left("other-imports-123");

    open("one");

    assertThat(left).exists();
  }

  @Test
  void a_second_instance_leaves_the_files_of_the_first() {
    ImportFiles first = open("one");
    Path receiving = first.newFile();

    ImportFiles second = open("one");

    assertThat(receiving).exists();
    assertThat(second.newFile().getParent()).isNotEqualTo(receiving.getParent());
    assertThat(first.newFile()).exists();
  }

  @Test
  void a_file_is_its_users_alone_and_gone_with_the_process() throws IOException {
    ImportFiles files = open("one");
    Path file = files.newFile();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
    files.close();
    assertThat(root).isEmptyDirectory();
  }

  private Path left(String directory) throws IOException {
    Path made = Files.createDirectory(root.resolve(directory));
    Files.createFile(made.resolve("lock"));
    return Files.writeString(made.resolve("7.part"), "sheet");
  }

  private ImportFiles open(String service) {
    ImportFiles files = new ImportFiles(service, root);
    files.open();
    return files;
  }
}
