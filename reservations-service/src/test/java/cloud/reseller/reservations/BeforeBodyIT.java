package cloud.reseller.reservations;

import static cloud.reseller.reservations.PermissionFacts.OTHER_PARTNER;
import static cloud.reseller.reservations.PermissionFacts.PARTNER;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.IntStream.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cloud.reseller.testing.DescribedRoutes;
import cloud.reseller.testing.Infrastructure;
import cloud.reseller.testing.RawCall;
import cloud.reseller.testing.RealParts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Callers without the right to write are refused before the body has been sent, without waiting for
 * it.
 */
@QuarkusTest
@RealParts
class BeforeBodyIT {

  private static final String OPERATOR = "eeeeeeee-0000-4000-8000-000000000001";

  private static final String BUY = "POST /v1/customers/{customerId}/reservations";
  private static final String PREVIEW = "POST /v1/customers/{customerId}/pricepreview";
  private static final String SHEETS = "POST /v1/pricesheets";
  private static final String RATIOS = "POST /v1/flexibilityratios";

  private final PermissionFacts fabrikam = PermissionFacts.customer();

  @BeforeEach
  void the_customer_is_known() {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                given()
                        .auth()
                        .oauth2(agent("helpdesk_agent", PARTNER))
                        .get("/v1/customers/" + fabrikam.customer + "/orders")
                        .statusCode()
                    == 200);
  }

  @Test
  void the_addresses_that_take_a_body() {
    assertThat(DescribedRoutes.withBody()).containsExactlyInAnyOrder(BUY, PREVIEW, SHEETS, RATIOS);
  }

  @Test
  void without_a_token() {
    for (String authorization : List.of("X-None: 1", "Authorization: Bearer a.b.c")) {
      answered(List.of(BUY, PREVIEW, SHEETS, RATIOS), authorization, "HTTP/1.1 401 ");
    }
  }

  @Test
  void with_a_role_that_does_not_do() {
    String helpdesk = bearer(agent("helpdesk_agent", PARTNER));
    answered(List.of(BUY, SHEETS, RATIOS), helpdesk, "HTTP/1.1 403 ");
    answered(List.of(SHEETS, RATIOS), bearer(agent("sales_agent", PARTNER)), "HTTP/1.1 403 ");
    answered(List.of(RATIOS), bearer(agent("admin_agent", PARTNER)), "HTTP/1.1 403 ");
    String operator = Infrastructure.shared().operatorToken(OPERATOR);
    answered(List.of(BUY, PREVIEW), bearer(operator), "HTTP/1.1 403 ");
  }

  @Test
  void to_another_partners_customer() {
    for (String role : List.of("admin_agent", "helpdesk_agent")) {
      answered(List.of(BUY, PREVIEW), bearer(agent(role, OTHER_PARTNER)), "HTTP/1.1 404 ");
    }
    String stranger =
        Infrastructure.shared()
            .customerToken(
                "cccccccc-0000-4000-8000-00000000000f", "bbbbbbbb-0000-4000-8000-00000000000f");
    answered(List.of(BUY, PREVIEW), bearer(stranger), "HTTP/1.1 404 ");
  }

  @Test
  void a_small_body_of_an_agent_who_may_not_buy_is_read_for_the_record_and_no_large_one() {
    try (RawCall small = head(BUY, 20, bearer(agent("helpdesk_agent", PARTNER)));
        RawCall large = head(BUY, 16_385, bearer(agent("helpdesk_agent", PARTNER)))) {
      assertThat(large.answerUntilClosed()).startsWith("HTTP/1.1 403 ").contains("900150");
      small.send("{\"sku\":{\"name\":\"a\"}} ".substring(0, 20));
      assertThat(small.status()).startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void imports_that_trickle_hold_nobody_up() {
    String operator = bearer(Infrastructure.shared().operatorToken(OPERATOR));
    String ratios =
        "InstanceSizeFlexibilityGroup,ArmSkuName,Ratio\nG,Standard_D2s_v5,1\nG,Standard_"
            + fabrikam.customer
            + ",1\n";
    String id = "MS-RequestId: " + UUID.randomUUID();
    List<RawCall> imports =
        range(0, 64)
            .mapToObj(
                _ ->
                    RawCall.head(
                            RestAssured.port,
                            "POST",
                            "/v1/flexibilityratios",
                            "Content-Type: text/csv",
                            "Content-Length: " + ratios.length(),
                            id,
                            operator)
                        .send(ratios.substring(0, 9)))
            .toList();
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> imports.stream().filter(RawCall::isAnswered).count() == 60);
      for (int i = 0; i < 50; i++) {
        given()
            .auth()
            .oauth2(agent("helpdesk_agent", PARTNER))
            .get("/v1/customers/" + fabrikam.customer + "/orders")
            .then()
            .statusCode(200);
      }
      List<RawCall> taken = imports.stream().filter(call -> !call.isAnswered()).toList();
      assertThat(taken).hasSize(4);
      taken.forEach(call -> call.send(ratios.substring(9)));
      assertThat(taken.stream().map(RawCall::status))
          .containsExactlyInAnyOrder(
              "HTTP/1.1 201 Created", "HTTP/1.1 200 OK", "HTTP/1.1 200 OK", "HTTP/1.1 200 OK");
    } finally {
      imports.forEach(RawCall::close);
    }
  }

  private void answered(List<String> routes, String authorization, String start) {
    Map<String, RawCall> calls =
        routes.stream()
            .collect(toMap(route -> route, route -> head(route, 1_000_000, authorization)));
    assertThat(RawCall.answersUntilClosed(calls))
        .hasSize(routes.size())
        .allSatisfy((route, answer) -> assertThat(answer).as(route).startsWith(start));
  }

  private RawCall head(String route, int length, String authorization) {
    String[] parts = route.replace("{customerId}", fabrikam.customer).split(" ");
    return RawCall.head(
        RestAssured.port,
        parts[0],
        parts[1],
        "Content-Type: " + (route.contains("{customerId}") ? "application/json" : "text/csv"),
        "Content-Length: " + length,
        authorization);
  }

  private static String agent(String role, String partner) {
    return Infrastructure.shared()
        .agentToken(
            role, partner, UUID.nameUUIDFromBytes((role + partner).getBytes(UTF_8)).toString());
  }

  private static String bearer(String token) {
    return "Authorization: Bearer " + token;
  }
}
