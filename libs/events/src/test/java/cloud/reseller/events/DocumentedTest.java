package cloud.reseller.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Both descriptions of the events say of every field exactly what the code says. */
class DocumentedTest {

  private static final Path DOCS = Path.of("../../docs/events");
  private static final Map<String, Object> ASYNCAPI = asyncApi();
  private static final Map<String, List<String[]>> CATALOGUE = catalogue();

  private static final Pattern LINK = Pattern.compile("\\[(\\w+)]\\(#\\w+\\)(, optional)?");

  static Iterable<String> types() {
    return EventJson.typeNames();
  }

  @ParameterizedTest
  @MethodSource("types")
  void the_asyncapi_schema_of_a_type_is_its_fields(String name) {
    Map<String, String> documented = new TreeMap<>();
    properties(object(ASYNCAPI, "components", "schemas", name), "", documented);
    assertThat(documented).isEqualTo(fields(name));
  }

  @ParameterizedTest
  @MethodSource("types")
  void the_catalogue_table_of_a_type_is_its_fields(String name) {
    assertThat(CATALOGUE).containsKey(name);
    Map<String, String> documented = new TreeMap<>();
    rows(name, "", documented);
    assertThat(documented).isEqualTo(fields(name));
  }

  @ParameterizedTest
  @MethodSource("types")
  void a_type_is_a_message_of_a_channel(String name) {
    assertThat(object(ASYNCAPI, "components", "messages", name)).containsEntry("name", name);
    assertThat(object(ASYNCAPI, "channels").values())
        .anySatisfy(
            channel -> assertThat(object(channel, "messages")).extractingByKey(name).isNotNull());
  }

  @Test
  void every_reference_of_the_asyncapi_document_leads_somewhere() {
    assertThat(references(ASYNCAPI)).isNotEmpty().allSatisfy(ref -> follow(ref));
  }

  @Test
  void an_operation_names_messages_of_its_own_channel() {
    for (Object operation : object(ASYNCAPI, "operations").values()) {
      String channel = object(operation, "channel").get("$ref").toString();
      assertThat(references(object(operation).get("messages")))
          .isNotEmpty()
          .allMatch(message -> message.startsWith(channel + "/messages/"));
    }
  }

  @Test
  void every_receiver_is_read_committed() {
    assertThat(object(ASYNCAPI, "operations").values())
        .filteredOn(operation -> object(operation).get("action").equals("receive"))
        .isNotEmpty()
        .allSatisfy(
            operation ->
                assertThat(references(object(operation).get("traits")))
                    .containsExactly("#/components/operationTraits/readCommitted"));
  }

  /** What only its own service reads has none. */
  @Test
  void the_catalogue_has_a_section_of_every_message_and_of_nothing_else() {
    Map<String, Object> messages = object(ASYNCAPI, "components", "messages");
    assertThat(CATALOGUE.keySet())
        .filteredOn(section -> section.contains("."))
        .containsExactlyInAnyOrderElementsOf(
            messages.keySet().stream().filter(name -> !isPrivate(object(messages, name))).toList());
  }

  private static boolean isPrivate(Map<String, Object> message) {
    return message.get("summary").toString().matches("(?i).*\\bprivate\\b.*");
  }

  @Test
  void every_link_of_the_catalogue_leads_to_a_file() throws IOException {
    Matcher link = Pattern.compile("]\\(([^)#]+)\\)").matcher(text("catalogue.md"));
    while (link.find()) {
      assertThat(DOCS.resolve(link.group(1))).exists();
    }
  }

  private static Map<String, String> fields(String name) {
    return Fields.of(Examples.all().get(name).getClass());
  }

  private static void properties(
      Map<String, Object> schema, String prefix, Map<String, String> to) {
    List<?> required = (List<?>) schema.getOrDefault("required", List.of());
    object(schema, "properties")
        .forEach(
            (name, property) -> {
              assertThat(object(property)).as(prefix + name).containsKey("description");
              add(object(property), prefix + name, required.contains(name) ? "" : ", optional", to);
            });
  }

  private static void add(
      Map<String, Object> schema, String path, String suffix, Map<String, String> to) {
    if (schema.containsKey("allOf")) {
      Object ref = ((List<?>) schema.get("allOf")).getFirst();
      add(follow(object(ref).get("$ref").toString()), path, suffix, to);
    } else if (schema.containsKey("oneOf")) {
      to.put(path, "object" + suffix);
      for (String ref : references(schema.get("oneOf"))) {
        Map<String, Object> kind = new LinkedHashMap<>(follow(ref));
        Map<String, Object> properties = new LinkedHashMap<>(object(kind, "properties"));
        String variant = path + "{" + object(properties.remove("type")).get("const") + "}";
        kind.put("properties", properties);
        to.put(variant, "object");
        properties(kind, variant + ".", to);
      }
    } else if (schema.containsKey("enum")) {
      to.put(path, "one of" + suffix);
      ((List<?>) schema.get("enum")).forEach(value -> to.put(path + "=" + value, "value"));
    } else if (schema.get("type").equals("array")) {
      to.put(path, "list" + suffix);
      add(object(schema, "items"), path + "[]", "", to);
    } else if (schema.get("type").equals("object")) {
      to.put(path, "object" + suffix);
      properties(schema, path + ".", to);
    } else {
      to.put(path, word(schema.get("type") + "/" + schema.get("format")) + suffix);
    }
  }

  private static String word(String type) {
    return switch (type) {
      case "string/null" -> "text";
      case "string/date-time" -> "time";
      case "boolean/null" -> "boolean";
      case "integer/int32" -> "whole number, 32 bits";
      case "integer/int64" -> "whole number, 64 bits";
      default -> throw new AssertionError(type);
    };
  }

  private static List<String> references(Object node) {
    return switch (node) {
      case Map<?, ?> map when map.get("$ref") instanceof String ref -> List.of(ref);
      case Map<?, ?> map -> map.values().stream().flatMap(v -> references(v).stream()).toList();
      case List<?> list -> list.stream().flatMap(v -> references(v).stream()).toList();
      default -> List.of();
    };
  }

  private static Map<String, Object> follow(String reference) {
    assertThat(reference).startsWith("#/");
    return object(ASYNCAPI, reference.substring(2).split("/"));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object node, String... path) {
    Object found = node;
    for (String step : path) {
      found = ((Map<String, Object>) found).get(step);
      assertThat(found).as(step).isNotNull();
    }
    return (Map<String, Object>) found;
  }

  private static Map<String, Object> asyncApi() {
    return new Yaml().load(text("asyncapi.yaml"));
  }

  private static void rows(String section, String prefix, Map<String, String> to) {
    for (String[] row : CATALOGUE.get(section)) {
      String path = prefix + (row[0].startsWith("{") || prefix.isEmpty() ? "" : ".") + row[0];
      Matcher link = LINK.matcher(row[1]);
      if (link.matches()) {
        to.put(path, "object" + (link.group(2) == null ? "" : link.group(2)));
        rows(link.group(1), path, to);
      } else {
        holds(path, row[1], to);
      }
    }
  }

  private static void holds(String path, String holds, Map<String, String> to) {
    String suffix = holds.endsWith(", optional") ? ", optional" : "";
    String kind = holds.substring(0, holds.length() - suffix.length());
    if (kind.startsWith("list of ")) {
      to.put(path, "list" + suffix);
      String element = kind.substring("list of ".length());
      holds(path + "[]", element.startsWith("`") ? "one of " + element : element, to);
    } else if (kind.startsWith("one of ")) {
      to.put(path, "one of" + suffix);
      Pattern.compile("`(\\w+)`")
          .matcher(kind)
          .results()
          .forEach(value -> to.put(path + "=" + value.group(1), "value"));
    } else {
      to.put(path, holds);
    }
  }

  private static Map<String, List<String[]>> catalogue() {
    Map<String, List<String[]>> sections = new LinkedHashMap<>();
    for (String section : text("catalogue.md").split("(?m)^### ")) {
      String name = section.lines().findFirst().orElseThrow();
      sections.put(
          name,
          Pattern.compile("\\| `([^`]+)` \\| ([^|]+) \\| [^|]+ \\|")
              .matcher(section)
              .results()
              .map(row -> new String[] {row.group(1), row.group(2)})
              .toList());
    }
    return sections;
  }

  private static String text(String file) {
    try {
      return Files.readString(DOCS.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
