package cloud.reseller.permissions.http;

import static cloud.reseller.permissions.http.Partner.CONTOSO;
import static cloud.reseller.permissions.http.Partner.TAILSPIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import cloud.reseller.testing.RealParts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@RealParts
class SelfServePolicyIT {

  @Test
  void a_new_customer_may_not_buy() {
    String customer = CONTOSO.customer();
    CONTOSO
        .admin()
        .get("/v1/SelfServePolicy?entity_id={c}", customer)
        .then()
        .statusCode(200)
        .body("totalCount", equalTo(0))
        .body("items", empty())
        .body("attributes.objectType", equalTo("Collection"));
    CONTOSO
        .admin()
        .get("/v1/SelfServePolicy/{id}", CONTOSO.policyId(customer))
        .then()
        .statusCode(404)
        .body("code", equalTo("600039"));
  }

  @Test
  void the_permission_is_turned_on_read_changed_and_turned_off() {
    String customer = CONTOSO.customer();
    CONTOSO.azurePlan(customer);

    String etag =
        CONTOSO
            .turnOn(customer)
            .statusCode(201)
            .header("ETag", matchesPattern("\"[0-9a-f-]{36}\""))
            .body("id", equalTo(CONTOSO.policyId(customer)))
            .body("selfServeEntity.selfServeEntityType", equalTo("customer"))
            .body("selfServeEntity.tenantID", equalTo(customer))
            .body("grantor.grantorType", equalTo("billToPartner"))
            .body("grantor.tenantID", equalTo(CONTOSO.id()))
            .body("permissions", hasSize(1))
            .body("permissions[0].resource", equalTo("AzureReservedInstances"))
            .body("permissions[0].action", equalTo("Purchase"))
            .body("attributes.objectType", equalTo("SelfServePolicy"))
            .extract()
            .path("attributes.etag");

    CONTOSO
        .admin()
        .get("/v1/SelfServePolicy/{id}", CONTOSO.policyId(customer))
        .then()
        .statusCode(200)
        .header("ETag", equalTo(etag))
        .body("attributes.etag", equalTo(etag));
    CONTOSO
        .admin()
        .get("/v1/SelfServePolicy?entity_id={c}", customer)
        .then()
        .statusCode(200)
        .body("totalCount", equalTo(1))
        .body("items[0].id", equalTo(CONTOSO.policyId(customer)));

    String changed =
        CONTOSO
            .admin()
            .body(
                Bodies.policy(CONTOSO.id(), customer, "AzureReservedInstances", Bodies.etag(etag)))
            .put("/v1/SelfServePolicy")
            .then()
            .statusCode(200)
            .extract()
            .path("attributes.etag");
    assertThat(changed).isNotEqualTo(etag);

    CONTOSO
        .admin()
        .delete("/v1/SelfServePolicy/{id}", CONTOSO.policyId(customer))
        .then()
        .statusCode(204);
    CONTOSO
        .admin()
        .get("/v1/SelfServePolicy/{id}", CONTOSO.policyId(customer))
        .then()
        .statusCode(404);
  }

  @Test
  void the_id_of_another_policy_in_the_body_is_refused() {
    String customer = CONTOSO.customer();
    CONTOSO.azurePlan(customer);
    String body =
        Bodies.policy(CONTOSO.id(), customer)
            .replace("\"id\": null", "\"id\": \"" + CONTOSO.policyId(CONTOSO.customer()) + '"');
    CONTOSO
        .admin()
        .body(body)
        .post("/v1/SelfServePolicy")
        .then()
        .statusCode(404)
        .body("code", equalTo("600040"))
        .body("data", contains("id"));
    CONTOSO
        .admin()
        .get("/v1/SelfServePolicy/{id}", CONTOSO.policyId(customer))
        .then()
        .statusCode(404);
  }

  @Test
  void without_an_owner_the_answer_warns() {
    String customer = CONTOSO.customer();
    String plan = CONTOSO.azurePlan(customer);
    CONTOSO
        .turnOn(customer)
        .statusCode(201)
        .body("attributes.warnings", hasSize(1))
        .body("attributes.warnings[0]", containsString("Owner"));
    policy(customer).body("attributes.warnings[0]", containsString("Owner"));
    policies(customer).body("items[0].attributes.warnings[0]", containsString("Owner"));
    CONTOSO.owner(customer, plan, CONTOSO.person(customer, "olivia"));
    policy(customer).body("attributes.warnings", nullValue());
    policies(customer).body("items[0].attributes.warnings", nullValue());
    CONTOSO
        .admin()
        .delete("/v1/SelfServePolicy/{id}", CONTOSO.policyId(customer))
        .then()
        .statusCode(204);
    CONTOSO.turnOn(customer).statusCode(201).body("attributes.warnings", nullValue());
  }

  @Test
  void the_warning_names_the_missing_subscription_and_not_the_missing_owner() {
    String customer = CONTOSO.customer();
    String plan = CONTOSO.azurePlan(customer);
    CONTOSO.turnOn(customer).statusCode(201);
    CONTOSO
        .admin()
        .body("{\"status\":\"suspended\"}")
        .patch("/v1/customers/{customer}/subscriptions/{plan}", customer, plan)
        .then()
        .statusCode(200);
    policy(customer)
        .body("attributes.warnings", hasSize(1))
        .body("attributes.warnings[0]", containsString("no active usage-based Azure plan"))
        .body("attributes.warnings[0]", not(containsString("is Owner")));
  }

  @Test
  void without_a_qualifying_subscription_the_answer_says_what_to_do() {
    String customer = CONTOSO.customer();
    CONTOSO.subscription(customer, "CFQ7TTC0LH18");
    CONTOSO
        .turnOn(customer)
        .statusCode(409)
        .body("code", equalTo("NoQualifyingSubscription"))
        .body("description", containsString("Buy an Azure plan"));
  }

  @Test
  void turning_on_twice_is_a_conflict() {
    String customer = CONTOSO.customer();
    CONTOSO.azurePlan(customer);
    CONTOSO.turnOn(customer).statusCode(201);
    CONTOSO.turnOn(customer).statusCode(409).body("code", equalTo("600041"));
  }

  @Test
  void a_permission_of_one_customer_leaves_the_others_alone() {
    String on = CONTOSO.customer();
    String off = CONTOSO.customer();
    CONTOSO.azurePlan(on);
    CONTOSO.azurePlan(off);
    CONTOSO.turnOn(on).statusCode(201);
    CONTOSO
        .admin()
        .get("/v1/SelfServePolicy?entity_id={c}", off)
        .then()
        .body("totalCount", equalTo(0));
  }

  @Test
  void another_partners_customer_is_not_found() {
    String customer = CONTOSO.customer();
    CONTOSO.azurePlan(customer);
    TAILSPIN
        .turnOn(customer)
        .statusCode(404)
        .body("code", equalTo("60003"))
        .body("data", contains("selfServeEntity.tenantID"));
    TAILSPIN
        .admin()
        .body(Bodies.policy(CONTOSO.id(), customer))
        .post("/v1/SelfServePolicy")
        .then()
        .statusCode(404)
        .body("code", equalTo("600040"))
        .body("data", contains("grantor.tenantID"));
    CONTOSO.turnOn(customer).statusCode(201);
    TAILSPIN
        .admin()
        .get("/v1/SelfServePolicy/{id}", CONTOSO.policyId(customer))
        .then()
        .statusCode(404)
        .body("code", equalTo("600040"));
    TAILSPIN
        .admin()
        .get("/v1/SelfServePolicy/{id}", TAILSPIN.policyId(customer))
        .then()
        .statusCode(404)
        .body("code", equalTo("600039"));
    TAILSPIN
        .admin()
        .get("/v1/SelfServePolicy?entity_id={c}", customer)
        .then()
        .statusCode(404)
        .body("code", equalTo("60003"))
        .body("data", contains("entity_id"));
    TAILSPIN
        .admin()
        .delete("/v1/SelfServePolicy/{id}", TAILSPIN.policyId(customer))
        .then()
        .statusCode(404);
    CONTOSO
        .admin()
        .get("/v1/SelfServePolicy/{id}", CONTOSO.policyId(customer))
        .then()
        .statusCode(200);
  }

  @Test
  void an_old_etag_changes_nothing() {
    String customer = CONTOSO.customer();
    CONTOSO.azurePlan(customer);
    String etag = CONTOSO.turnOn(customer).statusCode(201).extract().path("attributes.etag");
    String body = Bodies.policy(CONTOSO.id(), customer);
    String id = CONTOSO.policyId(customer);

    CONTOSO
        .admin()
        .body(body)
        .put("/v1/SelfServePolicy/{id}", id)
        .then()
        .statusCode(400)
        .body("code", equalTo("2055"));
    CONTOSO
        .admin()
        .header("If-Match", "\"" + UUID.randomUUID() + "\"")
        .body(body)
        .put("/v1/SelfServePolicy/{id}", id)
        .then()
        .statusCode(400)
        .body("code", equalTo("2055"));
    CONTOSO
        .admin()
        .header("If-Match", etag)
        .body(body)
        .put("/v1/SelfServePolicy/{id}", id)
        .then()
        .statusCode(200);
    CONTOSO
        .admin()
        .header("If-Match", etag)
        .delete("/v1/SelfServePolicy/{id}", id)
        .then()
        .statusCode(400)
        .body("code", equalTo("2055"));
    CONTOSO.admin().get("/v1/SelfServePolicy/{id}", id).then().statusCode(200);
  }

  @Test
  void what_is_not_there_cannot_be_changed_or_turned_off() {
    String customer = CONTOSO.customer();
    CONTOSO.azurePlan(customer);
    String id = CONTOSO.policyId(customer);
    CONTOSO
        .admin()
        .delete("/v1/SelfServePolicy/{id}", id)
        .then()
        .statusCode(404)
        .body("code", equalTo("600039"));
    CONTOSO
        .admin()
        .header("If-Match", "\"any\"")
        .body(Bodies.policy(CONTOSO.id(), customer))
        .put("/v1/SelfServePolicy/{id}", id)
        .then()
        .statusCode(404)
        .body("code", equalTo("600039"));
  }

  @Test
  void an_invalid_identifier_has_its_own_code() {
    CONTOSO
        .admin()
        .get("/v1/SelfServePolicy/{id}", "nonsense")
        .then()
        .statusCode(404)
        .body("code", equalTo("600040"));
    String customer = CONTOSO.customer();
    CONTOSO
        .admin()
        .header("If-Match", "\"any\"")
        .body(Bodies.policy(CONTOSO.id(), customer))
        .put("/v1/SelfServePolicy/{id}", CONTOSO.policyId(CONTOSO.customer()))
        .then()
        .statusCode(404)
        .body("code", equalTo("600040"));
    CONTOSO
        .admin()
        .header("If-Match", "\"any\"")
        .body(Bodies.policy(CONTOSO.id(), customer))
        .put("/v1/SelfServePolicy/{id}", CONTOSO.policyId(UUID.randomUUID().toString()))
        .then()
        .statusCode(404)
        .body("code", equalTo("60003"));
  }

  @Test
  void nothing_but_azure_reservations_can_be_granted() {
    String customer = CONTOSO.customer();
    CONTOSO.azurePlan(customer);
    CONTOSO
        .admin()
        .body(Bodies.policy(CONTOSO.id(), customer, "AzureSavingsPlan", "null"))
        .post("/v1/SelfServePolicy")
        .then()
        .statusCode(400)
        .body("code", equalTo("ResourceNotSupported"))
        .body("data[0]", equalTo("permissions.resource"));
  }

  @Test
  void a_body_with_a_field_missing_is_refused_by_its_name() {
    CONTOSO
        .admin()
        .body("{\"selfServeEntity\": {\"selfServeEntityType\": \"customer\"}}")
        .post("/v1/SelfServePolicy")
        .then()
        .statusCode(400)
        .body("code", equalTo("InvalidBody"))
        .body("description", containsString("selfServeEntity.tenantID"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[null]",
        "[]",
        "null",
        "[{\"resource\": \"AzureReservedInstances\"}]",
        "[{\"resource\": \"AzureReservedInstances\", \"action\": \"Sell\"}]",
        "\"all\""
      })
  void invalid_permissions_are_refused_and_nothing_is_decided(String permissions) {
    String customer = CONTOSO.customer();
    CONTOSO.azurePlan(customer);
    CONTOSO
        .admin()
        .body(
            Bodies.policy(CONTOSO.id(), customer)
                .replaceFirst("(?<=\"permissions\": )\\[.*]", permissions))
        .post("/v1/SelfServePolicy")
        .then()
        .statusCode(400);
    CONTOSO
        .admin()
        .get("/v1/SelfServePolicy?entity_id={c}", customer)
        .then()
        .body("totalCount", equalTo(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"line\\nbreak", "\\u0000", "half a pair \\ud83d"})
  void a_reason_that_cannot_be_kept_is_refused(String reason) {
    String customer = CONTOSO.customer();
    CONTOSO.azurePlan(customer);
    CONTOSO
        .admin()
        .body(
            "{\"reason\": \""
                + reason
                + "\","
                + Bodies.policy(CONTOSO.id(), customer).strip().substring(1))
        .post("/v1/SelfServePolicy")
        .then()
        .statusCode(400)
        .body("data[0]", equalTo("reason"));
  }

  @Test
  void a_reason_is_kept_with_the_policy() {
    String customer = CONTOSO.customer();
    CONTOSO.azurePlan(customer);
    String body = Bodies.policy(CONTOSO.id(), customer);
    CONTOSO
        .admin()
        .body(body.replaceFirst("\\{", "{\"reason\": \"Vertrag vom März\","))
        .post("/v1/SelfServePolicy")
        .then()
        .statusCode(201)
        .body("reason", equalTo("Vertrag vom März"));
    CONTOSO
        .admin()
        .get("/v1/SelfServePolicy/{id}", CONTOSO.policyId(customer))
        .then()
        .body("reason", equalTo("Vertrag vom März"));
  }

  @Test
  void a_retry_gets_the_first_answer_and_a_request_id_is_used_once() {
    String customer = CONTOSO.customer();
    CONTOSO.azurePlan(customer);
    String requestId = UUID.randomUUID().toString();
    String body = Bodies.policy(CONTOSO.id(), customer);
    String first =
        CONTOSO
            .admin()
            .header("MS-RequestId", requestId)
            .body(body)
            .post("/v1/SelfServePolicy")
            .then()
            .statusCode(201)
            .header("MS-RequestId", equalTo(requestId))
            .extract()
            .path("attributes.etag");
    CONTOSO
        .admin()
        .header("MS-RequestId", requestId)
        .body(body)
        .post("/v1/SelfServePolicy")
        .then()
        .statusCode(201)
        .body("attributes.etag", equalTo(first));
    CONTOSO
        .admin()
        .header("MS-RequestId", requestId)
        .body(body.replaceFirst("\\{", "{\"reason\": \"another body\","))
        .post("/v1/SelfServePolicy")
        .then()
        .statusCode(409)
        .body("code", equalTo("RequestIdReused"));
  }

  private static ValidatableResponse policy(String customer) {
    return CONTOSO
        .agent("sales_agent")
        .get("/v1/SelfServePolicy/{id}", CONTOSO.policyId(customer))
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse policies(String customer) {
    return CONTOSO
        .agent("sales_agent")
        .get("/v1/SelfServePolicy?entity_id={c}", customer)
        .then()
        .statusCode(200);
  }
}
