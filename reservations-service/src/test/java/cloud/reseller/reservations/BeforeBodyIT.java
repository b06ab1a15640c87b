package cloud.reseller.reservations;

import static cloud.reseller.reservations.PermissionFacts.OTHER_PARTNER;
import static cloud.reseller.reservations.PermissionFacts.PARTNER;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.IntStream.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cloud.reseller.testing.Infrastructure;
import cloud.reseller.testing.RawCall;
import cloud.reseller.testing.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may not write is told so while the body has not been sent, and it is not waited for. */
@QuarkusTest
@QuarkusTestResource(
    value = RealInfrastructure.class,
    initArgs = {
      @ResourceArg(name = "database", value = "reservations"),
      @ResourceArg(name = "keycloak", value = "true")
    })
class BeforeBodyIT {

  private static final String OPERATOR = "eeeeeeee-0000-4000-8000-000000000001";

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
  void the_addresses_that_take_a_body() {
    assertThat(writing())
        .containsExactlyInAnyOrder(
            "POST /v1/customers/{customerId}/reservations",
            "POST /v1/pricesheets",
            "POST /v1/flexibilityratios");
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
    assertThat(answer(route, bearer(agent("helpdesk_agent", PARTNER)))).startsWith("HTTP/1.1 403 ");
    if (route.contains("{customerId}")) {
      assertThat(answer(route, bearer(Infrastructure.shared().operatorToken(OPERATOR))))
          .startsWith("HTTP/1.1 403 ");
    } else {
      assertThat(answer(route, bearer(agent("admin_agent", PARTNER)))).startsWith("HTTP/1.1 403 ");
    }
  }

  @ParameterizedTest
  @MethodSource("writing")
  void to_another_partners_customer(String route) {
    if (route.contains("{customerId}")) {
      for (String role : List.of("admin_agent", "helpdesk_agent")) {
        assertThat(answer(route, bearer(agent(role, OTHER_PARTNER)))).startsWith("HTTP/1.1 404 ");
      }
      assertThat(
              answer(
                  route,
                  bearer(
                      Infrastructure.shared()
                          .customerToken(
                              "cccccccc-0000-4000-8000-00000000000f",
                              "bbbbbbbb-0000-4000-8000-00000000000f"))))
          .startsWith("HTTP/1.1 404 ");
    }
  }

  @Test
  void a_small_body_of_an_agent_who_may_not_buy_is_read_for_the_record_and_no_large_one() {
    String route = "POST /v1/customers/{customerId}/reservations";
    try (RawCall small = head(route, 20, bearer(agent("helpdesk_agent", PARTNER)));
        RawCall large = head(route, 16_385, bearer(agent("helpdesk_agent", PARTNER)))) {
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

  private String answer(String route, String authorization) {
    try (RawCall call = head(route, 1_000_000, authorization)) {
      return call.answerUntilClosed();
    }
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
