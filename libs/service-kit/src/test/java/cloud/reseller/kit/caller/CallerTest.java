package cloud.reseller.kit.caller;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.kit.LocalTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(LocalTokens.class)
class CallerTest {

  private static final String ORDER =
      "{\"name\":\"n\",\"quantity\":1,\"kind\":\"SMALL\",\"lines\":[]}";

  @Test
  void an_agent_is_known_by_partner_and_roles() {
    assertThat(get(LocalTokens.agent("sales_agent"), "/v1/shop/seen").jsonPath().getMap("caller"))
        .isEqualTo(
            Map.of(
                "oid",
                LocalTokens.OID,
                "partnerId",
                LocalTokens.PARTNER,
                "roles",
                List.of("SALES_AGENT")));
  }

  @Test
  void a_customer_user_is_known_by_customer() {
    assertThat(get(LocalTokens.customerUser(), "/v1/shop/seen").jsonPath().getMap("caller"))
        .isEqualTo(Map.of("oid", LocalTokens.OID, "customerId", LocalTokens.CUSTOMER));
  }

  @Test
  void an_operator_belongs_to_nobody_and_gets_nothing_of_a_customer() {
    assertThat(get(LocalTokens.operator(), "/v1/shop/seen").jsonPath().getMap("caller"))
        .isEqualTo(Map.of("oid", LocalTokens.OID));
    forbidden(get(LocalTokens.operator(), "/v1/shop"), "900150");
    forbidden(write(LocalTokens.operator()), "900150");
    forbidden(get(LocalTokens.operator(), "/v1/shop/customers/" + LocalTokens.CUSTOMER), "900150");
  }

  @Test
  void nobody_is_operator_and_agent_at_once() {
    Response answer = get(LocalTokens.operatorWhoIsAlso("admin_agent"), "/v1/shop");

    forbidden(answer, "900150");
    assertThat(answer.jsonPath().getString("description")).contains("operations");
  }

  @Test
  void without_a_valid_token_nobody_gets_in() {
    unauthenticated(given().get("/v1/shop"));
    unauthenticated(get("abc.def.ghi", "/v1/shop"));
    unauthenticated(get(LocalTokens.expired(), "/v1/shop"));
    unauthenticated(get(LocalTokens.forged(), "/v1/shop"));
    unauthenticated(get(LocalTokens.ofAnotherClient(), "/v1/shop"));
    unauthenticated(get(LocalTokens.idToken(), "/v1/shop"));
    unauthenticated(given().auth().preemptive().basic("a", "b").get("/v1/shop"));
    unauthenticated(given().contentType("application/json").body("{").post("/v1/shop"));
  }

  @ParameterizedTest
  @EnumSource(
      value = SignatureAlgorithm.class,
      names = {"RS384", "RS512", "PS256"})
  void a_token_is_signed_in_the_one_way_of_the_realm(SignatureAlgorithm algorithm) {
    unauthenticated(get(LocalTokens.signedBy(algorithm), "/v1/shop"));
    assertThat(get(LocalTokens.signedBy(SignatureAlgorithm.RS256), "/v1/shop").statusCode())
        .isEqualTo(200);
  }

  @Test
  void no_token_is_good_for_longer_than_a_quarter_of_an_hour_whatever_end_it_has() {
    Instant now = Instant.now();
    Instant end = now.plus(Duration.ofDays(3650));

    assertThat(get(LocalTokens.agentBetween(minutesAgo(14), end), "/v1/shop").statusCode())
        .isEqualTo(200);
    unauthenticated(get(LocalTokens.agentBetween(minutesAgo(16), end), "/v1/shop"));
    unauthenticated(get(LocalTokens.agentBetween(now.plus(Duration.ofDays(1)), end), "/v1/shop"));
  }

  private static Instant minutesAgo(int minutes) {
    return Instant.now().minus(Duration.ofMinutes(minutes));
  }

  static Stream<Object> notARole() {
    return Stream.of(
        "admin_agent",
        List.of("admin_agent"),
        Map.of("roles", "admin_agent"),
        Map.of("roles", "sales_agent admin_agent"),
        Map.of("roles", List.of(List.of("admin_agent"))),
        Map.of("roles", List.of(Map.of("admin_agent", true))),
        Map.of("roles", Map.of("admin_agent", true)),
        Map.of("roles", List.of("ADMIN_AGENT", " admin_agent")),
        Map.of("admin_agent", true),
        true,
        1);
  }

  @ParameterizedTest
  @MethodSource("notARole")
  void a_role_is_a_text_in_the_list_of_roles_and_nothing_else(Object realmAccess) {
    forbidden(get(LocalTokens.agentByRealmAccess(realmAccess), "/v1/shop"), "900150");
  }

  @ParameterizedTest
  @ValueSource(strings = {"groups", "roles", "scope", "role"})
  void a_role_in_another_claim_gives_nothing(String claim) {
    forbidden(get(LocalTokens.nobodyWith(claim, "admin_agent"), "/v1/shop"), "900150");
    forbidden(get(LocalTokens.nobodyWith(claim, List.of("admin_agent")), "/v1/shop"), "900150");
  }

  @Test
  void a_caller_without_a_right_is_told_each_role_that_has_it() {
    assertThat(get(LocalTokens.customerUser(), "/v1/shop").jsonPath().getList("data"))
        .containsExactly("admin_agent", "sales_agent", "helpdesk_agent");
    assertThat(write(LocalTokens.agent("sales_agent")).jsonPath().getList("data"))
        .containsExactly("admin_agent");
  }

  @Test
  void an_application_without_a_person_is_refused() {
    Response answer = get(LocalTokens.application(), "/v1/shop");

    forbidden(answer, "UserTokenRequired");
  }

  @Test
  void an_agent_without_a_tenant_is_refused() {
    Response answer = get(LocalTokens.agentOfNobody(), "/v1/shop");

    forbidden(answer, "900150");
    assertThat(answer.jsonPath().getString("description")).contains("partner_id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sales_agent", "helpdesk_agent"})
  void read_only_roles_may_read_and_not_write(String role) {
    assertThat(get(LocalTokens.agent(role), "/v1/shop").statusCode()).isEqualTo(200);
    forbidden(write(LocalTokens.agent(role)), "900150");
  }

  @Test
  void an_admin_agent_may_write_and_a_customer_user_may_not() {
    assertThat(write(LocalTokens.agent("admin_agent")).statusCode()).isEqualTo(200);
    forbidden(write(LocalTokens.customerUser()), "900150");
    forbidden(get(LocalTokens.customerUser(), "/v1/shop"), "900150");
  }

  @Test
  void a_role_of_the_realm_that_is_not_ours_gives_nothing() {
    forbidden(get(LocalTokens.agent("uma_authorization"), "/v1/shop"), "900150");
  }

  @Test
  void a_customer_user_finds_the_own_customer_and_no_other() {
    String own = "/v1/shop/customers/" + LocalTokens.CUSTOMER;
    String other = "/v1/shop/customers/" + LocalTokens.PARTNER;

    assertThat(get(LocalTokens.customerUser(), own).statusCode()).isEqualTo(200);
    assertThat(get(LocalTokens.agent("helpdesk_agent"), other).statusCode()).isEqualTo(200);
    Response answer = get(LocalTokens.customerUser(), other);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.jsonPath().getString("code")).isEqualTo("60003");
  }

  private static Response get(String token, String path) {
    return given().auth().oauth2(token).get(path);
  }

  private static Response write(String token) {
    return given()
        .auth()
        .oauth2(token)
        .contentType("application/json")
        .body(ORDER)
        .post("/v1/shop");
  }

  private static void unauthenticated(Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    assertThat(answer.jsonPath().getString("code")).isEqualTo("Unauthenticated");
    assertThat(answer.jsonPath().getString("source")).isEqualTo("kit");
    assertThat(answer.header("MS-RequestId")).hasSize(36);
  }

  private static void forbidden(Response answer, String code) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(403);
    assertThat(answer.jsonPath().getString("code")).isEqualTo(code);
    assertThat(answer.header("MS-CorrelationId")).hasSize(36);
  }
}
