package cloud.reseller.kit.runtime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cloud.reseller.kit.RealParts;
import cloud.reseller.testing.Infrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(RealParts.class)
class ServiceIT {

  private static final String PARTNER = "11111111-1111-4111-8111-111111111111";
  private static final Infrastructure PARTS = Infrastructure.shared();

  private static final String AGENT = "55555555-5555-4555-8555-555555555555";

  private static String admin;
  private static String operator;

  @Inject Instance<DataSource> database;

  @BeforeAll
  static void sign_in() {
    admin = PARTS.agentToken("admin_agent", PARTNER, UUID.randomUUID().toString());
    operator = PARTS.operatorToken(UUID.randomUUID().toString());
  }

  @Test
  void a_writer_reads_its_own_write() {
    Response answer = add(id(), id(), "Contoso");

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat(answer.jsonPath().getString("decided")).isEqualTo("Contoso");
    assertThat(answer.jsonPath().getList("rows")).isEqualTo(List.of("Contoso"));
  }

  @Test
  void a_retry_gets_the_first_answer() {
    String customer = id();
    String request = id();

    String first = add(customer, request, "Contoso").asString();
    Response second = add(customer, request, "Contoso");

    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.asString()).isEqualTo(first);
  }

  @Test
  void another_request_under_the_same_id_is_refused() {
    String customer = id();
    String request = id();
    add(customer, request, "Contoso");

    Response second = add(customer, request, "Fabrikam");

    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(second.jsonPath().getString("code")).isEqualTo("RequestIdReused");
  }

  @Test
  void a_refusal_is_an_answer() {
    String customer = id();
    add(customer, id(), "Contoso");

    Response second = add(customer, id(), "Contoso");

    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(second.jsonPath().getString("code")).isEqualTo("CustomerPresent");
  }

  @Test
  void a_read_only_role_writes_nothing() {
    String sales = PARTS.agentToken("sales_agent", PARTNER, id());

    Response answer = given().auth().oauth2(sales).body("Contoso").post("/v1/counter/" + id());

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.jsonPath().getString("code")).isEqualTo("900150");
  }

  @Test
  void a_customer_user_of_the_realm_is_known_as_one() {
    String customer = id();
    String user = id();

    Response answer =
        given().auth().oauth2(PARTS.customerToken(customer, user)).get("/v1/shop/seen");

    assertThat(answer.jsonPath().getString("caller.customerId")).isEqualTo(customer);
    assertThat(answer.jsonPath().getString("caller.oid")).isEqualTo(user);
  }

  @Test
  void an_agent_is_in_the_directory_after_the_first_call_until_erased() {
    String oid = id();
    String agent = PARTS.agentToken("helpdesk_agent", PARTNER, oid);

    given().auth().oauth2(agent).get("/v1/shop").then().statusCode(200);
    await().untilAsserted(() -> assertThat(tenants(oid)).containsExactly(PARTNER));

    given().auth().oauth2(admin).delete("/v1/counter/people/" + oid).then().statusCode(204);
    await().untilAsserted(() -> assertThat(tenants(oid)).isEmpty());
  }

  @Test
  void a_read_says_up_to_when_and_where_its_rows_hold_everything() {
    add(id(), id(), "Contoso");
    Instant added = Instant.now();

    await()
        .untilAsserted(
            () -> {
              Response read = given().auth().oauth2(admin).get("/v1/shop");
              assertThat(read.statusCode()).isEqualTo(200);
              assertThat(Instant.parse(read.header("Data-As-Of"))).isAfter(added);
              assertThat(read.header("Data-Position")).matches("([a-z-]+=(\\d+:\\d+,?)+;?)+");
            });
  }

  @Test
  void health_and_metrics_stand_on_the_management_port() {
    String customer = id();
    add(customer, id(), "Contoso");
    add(customer, id(), "Contoso");

    assertThat(management("/q/health/live")).contains("\"UP\"");
    assertThat(management("/q/health/ready")).contains("\"UP\"", "projection counted", "deciding");
    assertThat(management("/q/metrics"))
        .contains(
            "command_answer_seconds",
            "decisions_total{outcome=\"accepted\",service=\"kit\"}",
            "decisions_refused_total{code=\"CustomerPresent\",service=\"kit\"}",
            "inputs_parked_total",
            "projection_lag_seconds",
            "projection_lag_records",
            "projection_parked_keys")
        .doesNotContain(customer);
    given().get("/q/metrics").then().statusCode(404);
    given().get("/q/openapi").then().statusCode(404);
  }

  @Test
  void an_operator_retries_a_parked_key_on_the_management_port() {
    String customer = id();
    Response answer = add(customer, id(), Counted.INDIGESTIBLE);
    assertThat(answer.statusCode()).as("the write itself is decided").isEqualTo(200);

    Response retried = retry(customer, operator);

    assertThat(retried.statusCode()).as(retried.asString()).isEqualTo(200);
    assertThat(retried.jsonPath().getString("sequences[0].projection")).isEqualTo("counted");
    assertThat(retried.jsonPath().getInt("sequences[0].applied")).isZero();
    assertThat(retried.jsonPath().getInt("sequences[0].stillParked")).isEqualTo(1);
    Response none = retry(id(), operator);
    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(none.jsonPath().getString("code")).isEqualTo("NotFound");
    given().post("/parked/" + customer + "/retry").then().statusCode(404);
  }

  @Test
  void the_service_uses_a_role_that_can_only_access_rows_and_never_waits_indefinitely()
      throws SQLException {
    assertThat(query("show statement_timeout")).containsExactly("30s");
    assertThat(query("show lock_timeout")).containsExactly("10s");
    assertThat(query("show idle_in_transaction_session_timeout")).containsExactly("30s");
    assertThat(query("show idle_session_timeout")).containsExactly("10min");
    // As told at the connection, so that a role without limits has them too.
    assertThat(
            query(
                "select distinct source from pg_settings where name like '%_timeout'"
                    + " and name in ('statement_timeout', 'lock_timeout', 'idle_session_timeout',"
                    + " 'idle_in_transaction_session_timeout')"))
        .containsExactly("client");
    assertThat(
            query(
                "select rolsuper or rolcreatedb or rolcreaterole from pg_roles"
                    + " where rolname = current_user"))
        .containsExactly("f");
    for (String forbidden :
        List.of(
            "create table mine (id int)",
            "create temporary table mine (id int)",
            "create schema mine",
            "create role mine",
            "create database mine",
            "alter table projection_position add mine int",
            "drop table projection_position",
            "truncate projection_position",
            "set session authorization postgres",
            "set role postgres",
            "delete from flyway_schema_history",
            "copy projection_position to '/tmp/mine'",
            "select pg_read_file('PG_VERSION')",
            "select rolpassword from pg_authid")) {
      assertThatThrownBy(() -> query(forbidden))
          .as(forbidden)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /parked/4385dda4-7bf1-5e40-a910-ecfbcbc9b2ac/retry",
        "GET /parked",
        "GET /q/openapi",
        "GET /q/swagger-ui",
        "GET /q/dev-ui",
        "GET /q/logging-manager",
        "GET /q/info",
        "GET /q/healthy",
        "GET /q/metrics/",
        "POST /q/metrics/../openapi",
        "GET /",
        "DELETE /whatever",
        "GET //q/openapi",
        "GET /q/health/../openapi",
        "GET /q/health/..;/openapi",
        "GET /q/health/zz",
        "GET /q/health/group/zz"
      })
  void everything_on_the_management_port_but_probes_and_metrics_asks_for_operations(String call) {
    String method = call.substring(0, call.indexOf(' '));
    String path = call.substring(call.indexOf(' ') + 1);

    Response stranger = at(Optional.empty(), method, path);
    Response forged = at(Optional.of(admin + "x"), method, path);
    assertThat(List.of(stranger.statusCode(), forged.statusCode())).containsOnly(401);
    assertThat(stranger.jsonPath().getString("code")).isEqualTo("Unauthenticated");
    assertThat(stranger.jsonPath().getString("source")).isEqualTo("kit");
    assertThat(stranger.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(stranger.header("Cache-Control")).isEqualTo("no-store");
    assertThat(stranger.header("MS-RequestId")).isNotBlank();
    assertThat(stranger.header("MS-CorrelationId")).isNotBlank();

    for (String role : List.of("admin_agent", "sales_agent", "helpdesk_agent")) {
      Response agent = at(Optional.of(PARTS.agentToken(role, PARTNER, AGENT)), method, path);
      assertThat(agent.statusCode()).as(role).isEqualTo(403);
      assertThat(agent.jsonPath().getString("code")).as(role).isEqualTo("900150");
    }
    Response customer = at(Optional.of(PARTS.customerToken(AGENT, AGENT)), method, path);
    assertThat(customer.statusCode()).isEqualTo(403);

    assertThat(at(Optional.of(operator), method, path).statusCode()).isNotIn(401, 403);
  }

  @Test
  void an_unknown_address_of_the_management_port_is_not_found() {
    Response answer = at(Optional.of(operator), "GET", "/q/zz");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.jsonPath().getString("code")).isEqualTo("NotFound");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("MS-RequestId")).isNotBlank();
    assertThat(answer.header("MS-CorrelationId")).isNotBlank();
  }

  @Test
  void a_stranger_can_make_the_management_port_read_no_long_body() {
    given()
        .port(managementPort())
        .body("x".repeat(2_000))
        .post("/parked/" + id() + "/retry")
        .then()
        .statusCode(413);
  }

  private static Response retry(String key, String token) {
    return at(Optional.of(token), "POST", "/parked/" + key + "/retry");
  }

  /** As it stands: no part of the path is made shorter on its way. */
  private static Response at(Optional<String> token, String method, String path) {
    var call = given().port(managementPort()).urlEncodingEnabled(false);
    token.ifPresent(sent -> call.header("Authorization", "Bearer " + sent));
    return call.request(method, path);
  }

  private static String management(String path) {
    return given().port(managementPort()).get(path).asString();
  }

  private static int managementPort() {
    return ConfigProvider.getConfig().getValue("quarkus.management.port", Integer.class);
  }

  private static Response add(String customer, String request, String name) {
    return given()
        .auth()
        .oauth2(admin)
        .header("MS-RequestId", request)
        .body(name)
        .post("/v1/counter/" + customer);
  }

  private List<String> query(String sql) throws SQLException {
    try (var connection = database.get().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }

  private List<String> tenants(String oid) throws SQLException {
    try (var connection = database.get().getConnection();
        var query =
            connection.prepareStatement("select tenant_id from directory_user where id = ?")) {
      query.setString(1, oid);
      try (var rows = query.executeQuery()) {
        return rows.next() ? List.of(rows.getString(1)) : List.of();
      }
    }
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }
}
