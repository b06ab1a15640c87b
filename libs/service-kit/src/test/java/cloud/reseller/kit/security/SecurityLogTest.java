package cloud.reseller.kit.security;

import static io.restassured.RestAssured.given;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cloud.reseller.kit.LocalTokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(LocalTokens.class)
class SecurityLogTest {

  private static final int FLOOD = 1_000;

  @Inject MeterRegistry metrics;

  private final Queue<ExtLogRecord> lines = new ConcurrentLinkedQueue<>();
  private final ExtHandler keeping =
      new ExtHandler() {
        @Override
        protected void doPublish(ExtLogRecord line) {
          lines.add(line);
        }
      };

  @BeforeEach
  void listen() {
    Logger.getLogger("security").addHandler(keeping);
  }

  @AfterEach
  void stop_listening() {
    Logger.getLogger("security").removeHandler(keeping);
  }

  @Test
  void a_bad_token_is_logged_with_its_fault_and_none_of_its_claims() {
    assertThat(reasonOf(LocalTokens.expired())).isEqualTo("expired");
    Instant now = Instant.now();
    assertThat(reasonOf(LocalTokens.agentBetween(now.minusSeconds(3600), now.plusSeconds(60))))
        .isEqualTo("expired");
    assertThat(reasonOf(LocalTokens.agentBetween(now.plusSeconds(3600), now.plusSeconds(7200))))
        .isEqualTo("claims");
    assertThat(reasonOf(LocalTokens.ofAnotherClient())).isEqualTo("audience");
    assertThat(reasonOf(LocalTokens.forged())).isEqualTo("signature");
    assertThat(reasonOf(LocalTokens.idToken())).isEqualTo("claims");
    assertThat(reasonOf("abc.def.ghi")).isEqualTo("malformed");
    assertThat(lines).allSatisfy(line -> assertThat(line.getMdc("oid")).isEmpty());
  }

  private String reasonOf(String token) {
    Map<String, String> line = lineOf(given().auth().oauth2(token), "/v1/shop");
    assertThat(line).containsEntry("refused", "sign_in").containsEntry("status", "401");
    return line.get("reason");
  }

  @Test
  void a_call_without_a_token_is_another_kind() {
    assertThat(lineOf(given(), "/v1/shop"))
        .containsEntry("refused", "no_token")
        .containsEntry("reason", "")
        .containsEntry("code", "Unauthenticated")
        .containsEntry("method", "GET")
        .containsEntry("route", "/v1/shop");
  }

  @Test
  void a_missing_right_is_logged_with_the_ids_of_the_caller() {
    assertThat(lineOf(given().auth().oauth2(LocalTokens.customerUser()), "/v1/shop"))
        .containsEntry("service", "kit")
        .containsEntry("refused", "rights")
        .containsEntry("status", "403")
        .containsEntry("code", "900150")
        .containsEntry("oid", LocalTokens.OID)
        .containsEntry("tenantId", LocalTokens.CUSTOMER)
        .containsEntry("roles", "customer_user");
    assertThat(lineOf(given().auth().oauth2(LocalTokens.application()), "/v1/shop"))
        .containsEntry("code", "UserTokenRequired")
        .containsEntry("oid", "")
        .containsEntry("tenantId", LocalTokens.PARTNER);
  }

  @Test
  void a_foreign_customer_is_logged_by_the_route_without_its_values() {
    RequestSpecification user = given().auth().oauth2(LocalTokens.customerUser());

    assertThat(lineOf(user, "/v1/shop/customers/" + LocalTokens.PARTNER + "?name=Ada"))
        .containsEntry("refused", "not_found")
        .containsEntry("code", "60003")
        .containsEntry("route", "/v1/shop/customers/{customerId}");
  }

  @Test
  void an_address_that_does_not_exist_refuses_nobody_anything() {
    given().auth().oauth2(LocalTokens.agent("admin_agent")).get("/v1/nothing").then();
    lineOf(given(), "/v1/shop");

    assertThat(lines.stream().filter(line -> line.getMdc("leftOut") == null))
        .allMatch(line -> "no_token".equals(line.getMdc("refused")));
  }

  @Test
  void no_line_has_a_name_a_token_or_a_part_of_what_was_sent() {
    String agent = LocalTokens.agent("helpdesk_agent");
    lineOf(given().auth().oauth2(LocalTokens.expired()), "/v1/shop?who=grace@partner.example");
    Response refused =
        given()
            .auth()
            .oauth2(agent)
            .contentType("application/json")
            .body("{\"name\":\"Grace\",\"quantity\":1,\"kind\":\"SMALL\",\"lines\":[]}")
            .post("/v1/shop");
    assertThat(refused.statusCode()).isEqualTo(403);

    await().until(() -> lines.size() == 2);
    assertThat(lines)
        .allSatisfy(
            line ->
                assertThat(line.getMessage() + line.getMdcCopy())
                    .doesNotContainIgnoringCase("grace@", "Grace", "bearer", "eyJ", "?"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.1, evil oid=1",
        "1.2.3.4\u0085forged",
        "<script>",
        "10.0.0.1,",
        "2001:db8::1 code=200"
      })
  void an_invalid_address_is_left_out(String forwarded) {
    assertThat(SecurityLog.address(forwarded)).isEmpty();
  }

  @Test
  void of_several_addresses_the_last_one_counts() {
    assertThat(lineOf(given().header("X-Forwarded-For", "9.9.9.9, 2001:db8::1"), "/v1/shop"))
        .containsEntry("forwardedFor", "2001:db8::1")
        .containsEntry("peer", "127.0.0.1");
  }

  @Test
  void a_value_neither_ends_a_line_nor_begins_a_field() {
    assertThat(SecurityLog.clean("a\r\nb\u2028c d=e\u001b[1m\u0000é"))
        .isEqualTo("a??b?c?d?e?[1m??");
    assertThat(SecurityLog.clean("x".repeat(1_000))).hasSize(200);
  }

  @Test
  void a_flood_is_counted_and_bounded_and_hides_no_other_kind() {
    double before = refusals("sign_in");
    for (int i = 0; i < FLOOD; i++) {
      given().auth().oauth2("nonsense").get("/v1/shop").then().statusCode(401);
    }

    assertThat(refusals("sign_in") - before).isEqualTo(FLOOD);
    assertThat(lineOf(given().auth().oauth2(LocalTokens.customerUser()), "/v1/shop"))
        .containsEntry("refused", "rights");
    await()
        .untilAsserted(() -> assertThat(written("sign_in") + leftOut("sign_in")).isEqualTo(FLOOD));
    assertThat(leftOut("sign_in")).isPositive();
    assertThat(metrics.counter("security.refusals.unwritten", "refused", "sign_in").count())
        .isGreaterThanOrEqualTo(leftOut("sign_in"));
  }

  private double refusals(String kind) {
    return metrics.counter("security.refusals", "refused", kind).count();
  }

  private long written(String kind) {
    return ofKind(kind).stream().filter(line -> line.getMdc("leftOut") == null).count();
  }

  private long leftOut(String kind) {
    return ofKind(kind).stream()
        .filter(line -> line.getMdc("leftOut") != null)
        .mapToLong(line -> Long.parseLong(line.getMdc("leftOut")))
        .sum();
  }

  private List<ExtLogRecord> ofKind(String kind) {
    return lines.stream().filter(line -> kind.equals(line.getMdc("refused"))).toList();
  }

  /**
   * The fields of the line that a refused call left. Called again while there is none: others of
   * its kind may have used up the lines of this moment.
   */
  private Map<String, String> lineOf(RequestSpecification call, String path) {
    String correlation = UUID.randomUUID().toString();
    call.header("MS-CorrelationId", correlation);
    return await()
        .pollInterval(ofSeconds(1))
        .until(
            () -> {
              call.get(path);
              return lines.stream()
                  .map(ExtLogRecord::getMdcCopy)
                  .filter(fields -> correlation.equals(fields.get("correlationId")))
                  .toList();
            },
            found -> !found.isEmpty())
        .getFirst();
  }
}
