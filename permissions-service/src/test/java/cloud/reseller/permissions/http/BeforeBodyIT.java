package cloud.reseller.permissions.http;

import static cloud.reseller.permissions.http.Partner.CONTOSO;
import static cloud.reseller.permissions.http.Partner.TAILSPIN;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.testing.Infrastructure;
import cloud.reseller.testing.RawCall;
import io.restassured.RestAssured;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may not write is told so while the body has not been sent, and it is not waited for. */
@RealParts
class BeforeBodyIT {

  /** Made once, when the service runs. */
  private static final class Once {
    static final String CUSTOMER = CONTOSO.customer();
  }

  /** Every address that takes a body, as the service itself describes it. */
  private static Stream<String> writing() {
    Map<String, Map<String, Map<String, Object>>> paths =
        given()
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
                    .filter(method -> method.getValue().containsKey("requestBody"))
                    .map(method -> method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()));
  }

  @Test
  void there_are_addresses_that_take_a_body() {
    assertThat(writing())
        .contains("POST /v1/customers", "PUT /v1/customers/{customerId}/pricerules/{sku}")
        .hasSizeGreaterThan(8);
  }

  @ParameterizedTest
  @MethodSource("writing")
  void without_a_token(String route) {
    assertThat(answer(route, "X-None: 1")).startsWith("HTTP/1.1 401 ");
    assertThat(answer(route, "Authorization: Bearer a.b.c")).startsWith("HTTP/1.1 401 ");
  }

  @ParameterizedTest
  @MethodSource("writing")
  void with_a_role_that_does_not_do(String route) {
    assertThat(answer(route, bearer(CONTOSO.token("helpdesk_agent")))).startsWith("HTTP/1.1 403 ");
    assertThat(answer(route, bearer(operator()))).startsWith("HTTP/1.1 403 ");
    assertThat(answer(route, bearer(user(Once.CUSTOMER)))).startsWith("HTTP/1.1 403 ");
  }

  @ParameterizedTest
  @MethodSource("writing")
  void to_another_partners_customer(String route) {
    if (route.contains("{customerId}") || route.contains("{id}")) {
      assertThat(answer(route, bearer(TAILSPIN.token("admin_agent")))).startsWith("HTTP/1.1 404 ");
      assertThat(answer(route, bearer(TAILSPIN.token("helpdesk_agent"))))
          .matches("(?s)HTTP/1.1 40[34] .*");
    }
  }

  private static String answer(String route, String authorization) {
    String[] parts =
        route
            .replace("{customerId}", Once.CUSTOMER)
            .replace("{id}", CONTOSO.policyId(Once.CUSTOMER))
            .replaceAll("\\{\\w+}", UUID.randomUUID().toString())
            .split(" ");
    try (RawCall call =
        RawCall.head(
            RestAssured.port,
            parts[0],
            parts[1],
            "Content-Type: application/json",
            "Content-Length: 1000000",
            authorization)) {
      return call.answerUntilClosed();
    }
  }

  private static String operator() {
    return Infrastructure.shared().operatorToken("eeeeeeee-0000-4000-8000-000000000001");
  }

  private static String user(String customerId) {
    return Infrastructure.shared()
        .customerToken(customerId, "eeeeeeee-0000-4000-8000-000000000002");
  }

  private static String bearer(String token) {
    return "Authorization: Bearer " + token;
  }
}
