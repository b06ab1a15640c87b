package cloud.reseller.kit.wiring;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cloud.reseller.kit.RealParts;
import cloud.reseller.testing.Infrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealParts.class)
class ServiceIT {

  private static final String PARTNER = "11111111-1111-4111-8111-111111111111";
  private static final Infrastructure PARTS = Infrastructure.shared();

  private static String admin;

  @Inject Instance<DataSource> database;

  @BeforeAll
  static void sign_in() {
    admin = PARTS.agentToken("admin_agent", PARTNER, UUID.randomUUID().toString());
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
  void an_agent_stands_in_the_directory_after_the_first_call_until_erased() {
    String oid = id();
    String agent = PARTS.agentToken("helpdesk_agent", PARTNER, oid);

    given().auth().oauth2(agent).get("/v1/shop").then().statusCode(200);
    await().untilAsserted(() -> assertThat(tenants(oid)).containsExactly(PARTNER));

    given().auth().oauth2(admin).delete("/v1/counter/people/" + oid).then().statusCode(204);
    await().untilAsserted(() -> assertThat(tenants(oid)).isEmpty());
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

    Response retried = retry(customer);

    assertThat(retried.statusCode()).as(retried.asString()).isEqualTo(200);
    assertThat(retried.jsonPath().getString("sequences[0].projection")).isEqualTo("counted");
    assertThat(retried.jsonPath().getInt("sequences[0].applied")).isZero();
    assertThat(retried.jsonPath().getInt("sequences[0].stillParked")).isEqualTo(1);
    assertThat(retry(id()).statusCode()).isEqualTo(404);
    given().post("/parked/" + customer + "/retry").then().statusCode(404);
  }

  private static Response retry(String key) {
    return given().port(managementPort()).post("/parked/" + key + "/retry");
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
