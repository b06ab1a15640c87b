package cloud.reseller.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoUsersTest {
  @TempDir Path directory;

  @Test
  void the_file_holds_names_and_passwords_for_its_owner_alone() throws IOException {
    Path file = directory.resolve("demo-users.properties");
    DemoUsers users = DemoUsers.read(file).completed();

    users.write(file);

    assertThat(Files.readAllLines(file))
        .hasSize(16)
        .startsWith(
            "admin.username=admin@meridian.example",
            "admin.password=" + users.passwords().get(DemoUser.ADMIN),
            "sales.username=sales@meridian.example")
        .endsWith("operator.password=" + users.passwords().get(DemoUser.OPERATOR));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(DemoUsers.read(file)).isEqualTo(users);
    assertThat(users.complete()).isTrue();
    assertThat(users.passwords().values()).doesNotHaveDuplicates();
    assertThat(DemoUsers.table()).contains("foreign-admin", "olga@brightwater.example");
  }

  @Test
  void no_file_is_no_demo_and_whom_an_earlier_release_did_not_know_gets_a_password()
      throws IOException {
    Path file = directory.resolve("demo-users.properties");
    assertThat(DemoUsers.read(file).passwords()).isEmpty();
    Files.writeString(file, "admin.username=admin@meridian.example\nadmin.password=x\n");

    DemoUsers kept = DemoUsers.read(file);

    assertThat(kept.passwords()).containsOnly(Map.entry(DemoUser.ADMIN, "x"));
    assertThat(kept.complete()).isFalse();
    assertThat(kept.completed().passwords())
        .containsEntry(DemoUser.ADMIN, "x")
        .containsOnlyKeys(DemoUser.values());
  }
}
