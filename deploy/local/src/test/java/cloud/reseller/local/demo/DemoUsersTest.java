package cloud.reseller.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cloud.reseller.local.parts.PartFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoUsersTest {
  @TempDir Path directory;

  @Test
  void the_file_holds_names_and_passwords_for_its_owner_alone() throws IOException {
    Path file = directory.resolve("demo-users.properties");
    DemoUsers users = DemoUsers.generate();

    users.write(file);

    assertThat(Files.readAllLines(file))
        .hasSize(14)
        .startsWith(
            "admin.username=admin@meridian.example",
            "admin.password=" + users.passwords().get(DemoUser.ADMIN),
            "sales.username=sales@meridian.example")
        .endsWith("operator.password=" + users.passwords().get(DemoUser.OPERATOR));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(DemoUsers.read(file)).contains(users);
    assertThat(users.passwords().values()).doesNotHaveDuplicates();
    assertThat(DemoUsers.table()).contains("foreign-admin", "olga@brightwater.example");
  }

  @Test
  void no_file_is_no_demo_and_half_a_file_is_told() throws IOException {
    Path file = directory.resolve("demo-users.properties");
    assertThat(DemoUsers.read(file)).isEmpty();
    Files.writeString(file, "admin.username=admin@meridian.example\nadmin.password=x\n");
    assertThatExceptionOfType(PartFailed.class)
        .isThrownBy(() -> DemoUsers.read(file))
        .withMessageContaining("has no sales.password");
  }
}
