package cloud.reseller.local.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedProcessTest {
  @TempDir Path directory;

  @Test
  void how_a_child_ended_is_one_line_that_says_where_to_look() {
    Path log = directory.resolve("part.log");
    assertThatExceptionOfType(PartFailedException.class)
        .isThrownBy(
            () ->
                ManagedProcess.run(
                    "part",
                    directory,
                    log,
                    Map.of(),
                    List.of("sh", "-c", "echo first; echo the disk is full; echo; exit 3")))
        .withMessage("part: ended with status 3: the disk is full (see " + log + ")");
  }

  @Test
  void a_json_line_is_shown_by_its_message() {
    assertThat(
            ManagedProcess.words(
                """
                {"level":"ERROR","message":"Failed to start","exception":{"message":"a","causedBy":\
                {"exception":{"message":"no database"}}}}\
                """))
        .isEqualTo("Failed to start: no database");
    assertThat(ManagedProcess.words("{\"level\":\"INFO\",\"message\":\"stopped\"}"))
        .isEqualTo("stopped");
    assertThat(ManagedProcess.words("{half of a line")).isEqualTo("{half of a line");
    assertThat(ManagedProcess.words("x".repeat(400))).hasSize(301);
  }
}
