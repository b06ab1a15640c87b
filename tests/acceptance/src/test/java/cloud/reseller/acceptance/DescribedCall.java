package cloud.reseller.acceptance;

import cloud.reseller.testing.Infrastructure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A call as the OpenAPI description of its service has it.
 *
 * @param path with parameters in braces
 * @param parameters of the query
 * @param bodyTypes the types of bodies; empty if it has none
 * @param answerTypes the types of its answer where there is one
 * @param statuses of its answers
 */
record DescribedCall(
    Service service,
    String method,
    String path,
    Set<String> parameters,
    Set<String> bodyTypes,
    Set<String> answerTypes,
    Set<String> statuses) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]*)}");

  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options");

  private static final Set<String> OF_OPERATIONS =
      Set.of("/v1/flexibilityratios", "/v1/sharedentitlements");

  /** Whether only {@code operations} may make it. */
  boolean isOfOperations() {
    return OF_OPERATIONS.contains(path);
  }

  /** All calls of a service. */
  static List<DescribedCall> of(Service service, Instance instance, String operator)
      throws IOException {
    List<DescribedCall> calls = new ArrayList<>();
    JsonNode paths =
        JSON.readTree(
                instance.management(
                    "/q/openapi?format=json", Infrastructure.shared().operatorToken(operator)))
            .path("paths");
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      for (Map.Entry<String, JsonNode> call : path.getValue().properties()) {
        if (METHODS.contains(call.getKey())) {
          calls.add(
              new DescribedCall(
                  service,
                  call.getKey().toUpperCase(Locale.ROOT),
                  path.getKey(),
                  ofQuery(call.getValue()),
                  names(call.getValue().at("/requestBody/content")),
                  names(call.getValue().at("/responses/200/content")),
                  names(call.getValue().path("responses"))));
        }
      }
    }
    return calls;
  }

  private static Set<String> ofQuery(JsonNode call) {
    Set<String> names = new TreeSet<>();
    call.path("parameters")
        .forEach(
            parameter -> {
              if (parameter.path("in").asText().equals("query")) {
                names.add(parameter.path("name").asText());
              }
            });
    return names;
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Whether its path has a parameter. */
  boolean hasIds() {
    return path.indexOf('{') >= 0;
  }

  /** Whether its body is JSON. */
  boolean takesJson() {
    return bodyTypes.contains("application/json");
  }

  /** Its path with values for parameters, and new ids for those that have none. */
  String at(Map<String, String> values) {
    return filled(name -> values.getOrDefault(name, UUID.randomUUID().toString()));
  }

  /** Its path with one value for all parameters. */
  String at(String value) {
    return filled(_ -> value);
  }

  private String filled(UnaryOperator<String> value) {
    return PARAMETER
        .matcher(path)
        .replaceAll((MatchResult found) -> value.apply(found.group(1)).replace("$", "\\$"));
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
