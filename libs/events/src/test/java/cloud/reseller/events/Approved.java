package cloud.reseller.events;

import static com.fasterxml.jackson.core.util.Separators.Spacing.AFTER;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The approved files: the stored bytes of every example, laid out for people to read. */
final class Approved {

  static final Path DIRECTORY = Path.of("src/test/resources/approved");

  private static final JsonMapper PLAIN = new JsonMapper();

  private Approved() {}

  static List<String> names() {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .map(name -> name.substring(0, name.length() - ".json".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String name) {
    try {
      return Files.readString(DIRECTORY.resolve(name + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode tree(String name) {
    return parse(text(name));
  }

  private static JsonNode parse(String json) {
    try {
      return PLAIN.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The type name in a file's name. */
  static String typeName(String name) {
    int variant = name.indexOf('.', name.indexOf('.') + 1);
    return variant < 0 ? name : name.substring(0, variant);
  }

  /** A body as an approved file shows it. */
  static String laidOut(byte[] body) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    Separators colons = Separators.createDefaultInstance().withObjectFieldValueSpacing(AFTER);
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(colons).withObjectIndenter(lines).withArrayIndenter(lines);
    try {
      String json = new String(body, StandardCharsets.UTF_8);
      return PLAIN.writer(printer).writeValueAsString(parse(json)) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
