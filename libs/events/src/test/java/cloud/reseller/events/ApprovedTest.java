package cloud.reseller.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The permanent forms in the log. A stored form never changes: a field may be added if it is
 * optional, anything else is a new type with the next version.
 */
class ApprovedTest {

  private static final Map<String, Object> EXAMPLES = Examples.all();

  static Stream<String> examples() {
    return EXAMPLES.keySet().stream();
  }

  static Stream<String> approved() {
    return Approved.names().stream();
  }

  @Test
  void every_example_has_an_approved_file_and_every_file_an_example() {
    assertThat(Approved.names()).containsExactlyInAnyOrderElementsOf(EXAMPLES.keySet());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void an_example_is_written_as_the_approved_bytes(String name) throws IOException {
    String received = Approved.laidOut(EventJson.write(EXAMPLES.get(name)));
    Path kept = Files.createDirectories(Path.of("target/received")).resolve(name + ".json");
    Files.writeString(kept, received);
    assertThat(received)
        .as("a type that has not been released may be approved again: copy %s to %s", kept, name)
        .isEqualTo(Approved.text(name));
    assertThat(EventJson.write(EXAMPLES.get(name)))
        .isEqualTo(new JsonMapper().writeValueAsBytes(Approved.tree(name)));
  }

  @ParameterizedTest
  @MethodSource("approved")
  void an_approved_file_is_read_as_its_example(String name) throws Exception {
    Object read = EventJson.read(Approved.typeName(name), Approved.text(name).getBytes());
    assertThat(read).isEqualTo(EXAMPLES.get(name));
    assertThat(EventJson.typeName(read)).isEqualTo(Approved.typeName(name));
  }
}
