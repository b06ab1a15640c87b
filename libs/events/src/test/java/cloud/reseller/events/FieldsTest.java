package cloud.reseller.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The list of all fields ever released. It only grows, and it grows by optional fields, because
 * bodies written before a field existed stay in the log.
 */
class FieldsTest {

  private static final Path RELEASED = Approved.DIRECTORY.resolve("fields.txt");

  @Test
  void no_released_field_is_removed_or_retyped() throws IOException {
    assertThat(current())
        .as("a changed field needs a new type, v2")
        .containsAllEntriesOf(released());
  }

  @Test
  void a_new_field_of_a_released_type_is_optional() throws IOException {
    Map<String, String> released = released();
    Map<String, String> added = new TreeMap<>(current());
    added.keySet().removeAll(released.keySet());
    added.keySet().removeIf(path -> path.matches(".*(=\\w+|}|\\[])"));
    added.keySet().removeIf(path -> !released.containsKey(parent(path)));
    assertThat(added)
        .as("bodies in the log do not have it")
        .allSatisfy((path, holds) -> assertThat(holds).endsWith("optional"));
  }

  @Test
  void every_field_is_in_the_list() throws IOException {
    Path kept = Files.createDirectories(Path.of("target/received")).resolve("fields.txt");
    StringBuilder lines = new StringBuilder();
    current().forEach((path, holds) -> lines.append(path).append(": ").append(holds).append('\n'));
    Files.writeString(kept, lines);
    assertThat(released().keySet())
        .as("add the new lines of %s to %s", kept, RELEASED)
        .containsAll(current().keySet());
  }

  private static Map<String, String> current() {
    Map<String, String> all = new TreeMap<>();
    for (Object example : Examples.all().values()) {
      String name = EventJson.typeName(example);
      all.put(name, "object");
      Fields.of(example.getClass()).forEach((path, holds) -> all.put(name + " " + path, holds));
    }
    return all;
  }

  private static Map<String, String> released() throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    for (String line : Files.readAllLines(RELEASED)) {
      String[] parts = line.split(": ", 2);
      all.put(parts[0], parts[1]);
    }
    return all;
  }

  /** The object a field stands in. */
  private static String parent(String path) {
    int dot = path.lastIndexOf('.');
    int space = path.indexOf(' ');
    return path.substring(0, dot > space ? dot : space);
  }
}
