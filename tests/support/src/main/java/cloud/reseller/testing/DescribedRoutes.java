package cloud.reseller.testing;

import static java.util.stream.Collectors.toCollection;

import io.restassured.RestAssured;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The methods and paths in the OpenAPI description of the service under test, such as {@code GET
 * /v1/customers/{customerId}}.
 */
public final class DescribedRoutes {

  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private DescribedRoutes() {}

  /** All of them. */
  public static Set<String> all() {
    return described(_ -> true);
  }

  /** Those with a request body. */
  public static Set<String> withBody() {
    return described(operation -> operation.containsKey("requestBody"));
  }

  private static Set<String> described(Predicate<Map<String, Object>> wanted) {
    Map<String, Map<String, Map<String, Object>>> paths =
        RestAssured.given()
            .port(ConfigProvider.getConfig().getValue("quarkus.management.port", Integer.class))
            .auth()
            .oauth2(Infrastructure.shared().operatorToken(UUID.randomUUID().toString()))
            .get("/q/openapi?format=json")
            .jsonPath()
            .getMap("paths");
    return paths.entrySet().stream()
        .flatMap(
            path ->
                path.getValue().entrySet().stream()
                    .filter(operation -> METHODS.contains(operation.getKey()))
                    .filter(operation -> wanted.test(operation.getValue()))
                    .map(
                        operation ->
                            operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()))
        .collect(toCollection(TreeSet::new));
  }
}
