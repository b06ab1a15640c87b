package cloud.reseller.permissions.http;

import static cloud.reseller.permissions.http.Partner.CONTOSO;
import static cloud.reseller.permissions.http.Partner.TAILSPIN;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.testing.DescribedRoutes;
import cloud.reseller.testing.Infrastructure;
import cloud.reseller.testing.RawCall;
import cloud.reseller.testing.RealParts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Callers without the right to write are refused before the body has been sent, without waiting for
 * it.
 */
@QuarkusTest
@RealParts
class BeforeBodyIT {

  /** Made once, when the service runs. */
  private static final class Once {
    static final String CUSTOMER = CONTOSO.customer();
  }

  @Test
  void there_are_addresses_that_take_a_body() {
    assertThat(DescribedRoutes.withBody())
        .contains("POST /v1/customers", "PUT /v1/customers/{customerId}/pricerules/{sku}")
        .hasSizeGreaterThan(8);
  }

  @Test
  void without_a_token() {
    answered(DescribedRoutes.withBody(), "X-None: 1", "HTTP/1.1 401 ");
    answered(DescribedRoutes.withBody(), "Authorization: Bearer a.b.c", "HTTP/1.1 401 ");
  }

  @Test
  void with_a_role_that_does_not_do() {
    for (String token : List.of(CONTOSO.token("helpdesk_agent"), operator(), user(Once.CUSTOMER))) {
      answered(DescribedRoutes.withBody(), bearer(token), "HTTP/1.1 403 ");
    }
  }

  @Test
  void to_another_partners_customer() {
    Set<String> routes =
        DescribedRoutes.withBody().stream()
            .filter(route -> route.contains("{customerId}") || route.contains("{id}"))
            .collect(toSet());
    assertThat(routes).hasSizeGreaterThan(6);
    answered(routes, bearer(TAILSPIN.token("admin_agent")), "HTTP/1.1 404 ");
    answered(routes, bearer(TAILSPIN.token("helpdesk_agent")), "HTTP/1.1 40[34] ");
  }

  private static void answered(Set<String> routes, String authorization, String start) {
    Map<String, RawCall> calls =
        routes.stream().collect(toMap(route -> route, route -> call(route, authorization)));
    assertThat(RawCall.answersUntilClosed(calls))
        .hasSize(routes.size())
        .allSatisfy((route, answer) -> assertThat(answer).as(route).matches("(?s)" + start + ".*"));
  }

  private static RawCall call(String route, String authorization) {
    String[] parts =
        route
            .replace("{customerId}", Once.CUSTOMER)
            .replace("{id}", CONTOSO.policyId(Once.CUSTOMER))
            .replaceAll("\\{\\w+}", UUID.randomUUID().toString())
            .split(" ");
    return RawCall.head(
        RestAssured.port,
        parts[0],
        parts[1],
        "Content-Type: application/json",
        "Content-Length: 1000000",
        authorization);
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
