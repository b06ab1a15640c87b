package cloud.reseller.events;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;

/**
 * One value of an approved body, in a tree of its own that may be changed.
 *
 * @param root the body
 * @param at where the value stands
 * @param field the path {@link Fields} lists it under
 */
record Place(JsonNode root, JsonPointer at, String field) {

  static Stream<Place> allOf(String name) {
    return below(Approved.tree(name), JsonPointer.empty())
        .map(at -> new Place(Approved.tree(name), at, field(Approved.tree(name), at)));
  }

  private static Stream<JsonPointer> below(JsonNode node, JsonPointer at) {
    Stream<JsonPointer> children =
        switch (node) {
          case ObjectNode object ->
              object
                  .propertyStream()
                  .flatMap(field -> below(field.getValue(), at.appendProperty(field.getKey())));
          case ArrayNode list -> below(list.get(0), at.appendIndex(0));
          default -> Stream.empty();
        };
    return at.matches() ? children : Stream.concat(Stream.of(at), children);
  }

  JsonNode value() {
    return root.at(at);
  }

  /** Whether the value names the kind of the object it stands in. */
  boolean isKind() {
    return at.last().getMatchingProperty().equals("type");
  }

  boolean isElement() {
    return root.at(at.head()).isArray();
  }

  void put(JsonNode value) {
    switch (root.at(at.head())) {
      case ArrayNode list -> list.set(0, value);
      case ObjectNode object -> object.set(at.last().getMatchingProperty(), value);
      default -> throw new AssertionError(at);
    }
  }

  void remove() {
    ((ObjectNode) root.at(at.head())).remove(at.last().getMatchingProperty());
  }

  /** The path a refusal names. */
  String path() {
    return at.toString().substring(1).replaceAll("/(\\d+)", "[$1]").replace('/', '.');
  }

  private static String field(JsonNode root, JsonPointer at) {
    StringBuilder field = new StringBuilder();
    JsonNode node = root;
    for (JsonPointer rest = at; !rest.matches(); rest = rest.tail()) {
      if (node.isArray()) {
        field.append("[]");
      } else {
        field.append(field.isEmpty() ? "" : ".").append(rest.getMatchingProperty());
      }
      node = node.isArray() ? node.get(0) : node.get(rest.getMatchingProperty());
      if (node.has("type") && !rest.tail().matches()) {
        field.append('{').append(node.get("type").asText()).append('}');
      }
    }
    return field.toString();
  }
}
