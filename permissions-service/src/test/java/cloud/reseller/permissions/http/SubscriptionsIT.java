package cloud.reseller.permissions.http;

import static cloud.reseller.permissions.http.Partner.CONTOSO;
import static cloud.reseller.permissions.http.Partner.TAILSPIN;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import cloud.reseller.testing.Infrastructure;
import cloud.reseller.testing.RealParts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealParts
class SubscriptionsIT {

  private static final String OPERATOR = "eeeeeeee-0000-4000-8000-000000000001";

  @Test
  void a_subscription_is_added_and_read_in_the_public_form() {
    String customer = CONTOSO.customer();
    String plan = CONTOSO.azurePlan(customer);
    CONTOSO
        .admin()
        .get("/v1/customers/{c}/subscriptions/{s}", customer, plan)
        .then()
        .statusCode(200)
        .body("id", equalTo(plan))
        .body("entitlementId", equalTo(plan))
        .body("offerId", equalTo("MS-AZR-0017G"))
        .body("friendlyName", equalTo("Azure plan"))
        .body("quantity", equalTo(1))
        .body("status", equalTo("active"))
        .body("billingType", equalTo("usage"))
        .body("attributes.objectType", equalTo("Subscription"));
  }

  @Test
  void an_azure_subscription_leads_into_the_azure_portal_and_a_licence_does_not() {
    String customer = CONTOSO.customer();
    String entitlement = UUID.randomUUID().toString();
    String plan =
        CONTOSO
            .admin()
            .body(
                "{\"offerId\": \"MS-AZR-0017G\", \"entitlementId\": \"%s\"}".formatted(entitlement))
            .post("/v1/customers/{c}/subscriptions", customer)
            .then()
            .statusCode(201)
            .body("links.manage.uri", allOf(containsString(customer), containsString(entitlement)))
            .extract()
            .path("id");
    String global = CONTOSO.subscription(customer, "MS-AZR-0145P");
    String licence = CONTOSO.subscription(customer, "CFQ7TTC0LH18");

    subscription(customer, plan)
        .body(
            "links.manage.uri",
            equalTo(
                "https://portal.azure.com/#@%s/resource/subscriptions/%s/overview"
                    .formatted(customer, entitlement)))
        .body("links.self.uri", equalTo("/customers/" + customer + "/subscriptions/" + plan));
    subscription(customer, global).body("links.manage.uri", containsString(global));
    subscription(customer, licence)
        .body("links.manage", nullValue())
        .body("links.self.uri", containsString(licence));
  }

  @Test
  void a_member_that_cannot_be_set_is_refused_unless_it_is_unchanged() {
    String customer = CONTOSO.customer();
    String plan = CONTOSO.azurePlan(customer);
    String path = "/v1/customers/{c}/subscriptions";
    for (String member :
        List.of(
            "status\": \"suspended",
            "billingType\": \"license",
            "id\": \"" + plan,
            "customerId\": \"" + plan,
            "creationDate\": \"2020-01-01T00:00:00Z",
            "termDuration\": \"P3Y")) {
      CONTOSO
          .admin()
          .body("{\"offerId\": \"MS-AZR-0017G\", \"" + member + "\"}")
          .post(path, customer)
          .then()
          .statusCode(400)
          .body("code", equalTo("InvalidBody"))
          .body("data", contains(member.substring(0, member.indexOf('"'))));
    }
    CONTOSO.admin().get(path, customer).then().body("items.id", contains(plan));
    for (String member : List.of("quantity\": 7", "boughtThroughPartner\": false")) {
      CONTOSO
          .admin()
          .body("{\"status\": \"suspended\", \"" + member + "}")
          .patch(path + "/{s}", customer, plan)
          .then()
          .statusCode(400)
          .body("data", contains(member.substring(0, member.indexOf('"'))));
    }
    Map<String, Object> read = CONTOSO.admin().get(path + "/{s}", customer, plan).path("");
    read.put("status", "suspended");
    CONTOSO
        .admin()
        .body(read)
        .patch(path + "/{s}", customer, plan)
        .then()
        .statusCode(200)
        .body("status", equalTo("suspended"));
  }

  @Test
  void an_invalid_quantity_is_refused_by_name_and_one_beyond_range_says_so() {
    String customer = CONTOSO.customer();
    for (String[] wrong :
        new String[][] {
          {"99999999999", "in range"},
          {"\"2\"", "a whole number"},
          {"1.5", "a whole number"},
          {"0", "1 or more"}
        }) {
      CONTOSO
          .admin()
          .body("{\"offerId\": \"CFQ7TTC0LH18\", \"quantity\": " + wrong[0] + "}")
          .post("/v1/customers/{c}/subscriptions", customer)
          .then()
          .statusCode(400)
          .body("code", equalTo("InvalidBody"))
          .body("data", contains("quantity"))
          .body("description", containsString(wrong[1]));
    }
  }

  @Test
  void an_azure_subscription_belongs_to_one_customer_of_a_partner_and_others_learn_nothing() {
    String entitlement = UUID.randomUUID().toString();
    String body =
        "{\"offerId\": \"MS-AZR-0017G\", \"entitlementId\": \"%s\"}".formatted(entitlement);
    String path = "/v1/customers/{c}/subscriptions";
    String customer = CONTOSO.customer();
    CONTOSO.admin().body(body).post(path, customer).then().statusCode(201);
    for (String again : List.of(customer, CONTOSO.customer())) {
      CONTOSO
          .admin()
          .body(body)
          .post(path, again)
          .then()
          .statusCode(409)
          .body("code", equalTo("SubscriptionAlreadyExists"));
    }
    TAILSPIN.admin().body(body).post(path, TAILSPIN.customer()).then().statusCode(201);
  }

  @Test
  void
      an_azure_subscription_of_customers_of_two_partners_is_shown_to_operations_until_one_is_gone() {
    String entitlement = UUID.randomUUID().toString();
    String ours = CONTOSO.customer();
    String theirs = TAILSPIN.customer();
    String first = added(CONTOSO, ours, entitlement);
    assertThat(shared(entitlement)).isEmpty();

    String second = added(TAILSPIN, theirs, entitlement);
    assertThat(shared(entitlement))
        .extracting(item -> item.get("partnerId"))
        .containsExactlyInAnyOrder(CONTOSO.id(), TAILSPIN.id());
    assertThat(shared(entitlement))
        .extracting(item -> item.get("customerId"))
        .containsExactlyInAnyOrder(ours, theirs);
    assertThat(shared(entitlement))
        .extracting(item -> item.get("subscriptionId"))
        .containsExactlyInAnyOrder(first, second);
    // Neither partner learns anything, nor is hindered.
    for (Partner partner : List.of(CONTOSO, TAILSPIN)) {
      partner.admin().get("/v1/sharedentitlements").then().statusCode(403);
    }
    subscription(ours, first).statusCode(200).body("status", equalTo("active"));

    TAILSPIN
        .admin()
        .body("{\"status\": \"deleted\"}")
        .patch("/v1/customers/{c}/subscriptions/{s}", theirs, second)
        .then()
        .statusCode(200);
    assertThat(shared(entitlement)).isEmpty();
  }

  @Test
  void of_two_customers_who_get_an_azure_subscription_at_once_one_is_refused_or_both_are_shown()
      throws Exception {
    String path = "/v1/customers/{c}/subscriptions";
    for (int round = 0; round < 5; round++) {
      String entitlement = UUID.randomUUID().toString();
      String body =
          "{\"offerId\": \"MS-AZR-0017G\", \"entitlementId\": \"%s\"}".formatted(entitlement);
      Map<String, String> requests =
          Map.of(
              CONTOSO.customer(), UUID.randomUUID().toString(),
              CONTOSO.customer(), UUID.randomUUID().toString());
      List<Callable<Integer>> calls = new ArrayList<>();
      requests.forEach(
          (customer, request) ->
              calls.add(
                  () ->
                      CONTOSO
                          .admin()
                          .header("MS-RequestId", request)
                          .body(body)
                          .post(path, customer)
                          .statusCode()));
      List<Integer> answers = new ArrayList<>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var answer : threads.invokeAll(calls)) {
          answers.add(answer.get());
        }
      }
      assertThat(answers).contains(201).isSubsetOf(201, 409);
      boolean both = !answers.contains(409);
      assertThat(shared(entitlement)).hasSize(both ? 2 : 0);
      if (both) {
        // A retry gets the first answer even where the other one would now be in its way.
        requests.forEach(
            (customer, request) ->
                CONTOSO
                    .admin()
                    .header("MS-RequestId", request)
                    .body(body)
                    .post(path, customer)
                    .then()
                    .statusCode(201));
      }
    }
  }

  private static String added(Partner partner, String customer, String entitlement) {
    return partner
        .admin()
        .body("{\"offerId\": \"MS-AZR-0017G\", \"entitlementId\": \"%s\"}".formatted(entitlement))
        .post("/v1/customers/{c}/subscriptions", customer)
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** What operations see of an Azure subscription. */
  private static List<Map<String, String>> shared(String entitlement) {
    return given()
        .auth()
        .oauth2(Infrastructure.shared().operatorToken(OPERATOR))
        .get("/v1/sharedentitlements")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .<Map<String, String>>getList("items")
        .stream()
        .filter(item -> item.get("entitlementId").equals(entitlement))
        .toList();
  }

  @Test
  void the_list_is_filtered_by_billing_type() {
    String customer = CONTOSO.customer();
    String global = CONTOSO.subscription(customer, "MS-AZR-0145P");
    String licence = CONTOSO.subscription(customer, "CFQ7TTC0LH18");
    String path = "/v1/customers/{c}/subscriptions";
    CONTOSO.admin().get(path, customer).then().body("items.id", contains(global, licence));
    CONTOSO
        .admin()
        .get(path + "?billingType=usage", customer)
        .then()
        .body("items.id", contains(global));
    CONTOSO
        .admin()
        .get(path + "?billingType=license", customer)
        .then()
        .body("items.id", contains(licence));
    CONTOSO.admin().get(path + "?billingType=free", customer).then().statusCode(400);
  }

  @Test
  void a_sales_agent_adds_subscriptions_and_changes_none() {
    String customer = CONTOSO.customer();
    String plan =
        CONTOSO
            .agent("sales_agent")
            .body("{\"offerId\": \"MS-AZR-0017G\"}")
            .post("/v1/customers/{c}/subscriptions", customer)
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    CONTOSO
        .agent("sales_agent")
        .body("{\"status\": \"suspended\"}")
        .patch("/v1/customers/{c}/subscriptions/{s}", customer, plan)
        .then()
        .statusCode(403)
        .body("code", equalTo("900150"));
  }

  @Test
  void a_subscription_is_suspended_reactivated_and_deleted() {
    String customer = CONTOSO.customer();
    String plan = CONTOSO.azurePlan(customer);
    status(customer, plan, "suspended").statusCode(200).body("status", equalTo("suspended"));
    CONTOSO
        .admin()
        .get("/v1/customers/{c}/subscriptions/{s}", customer, plan)
        .then()
        .body("status", equalTo("suspended"));
    status(customer, plan, "active").statusCode(200).body("status", equalTo("active"));
    status(customer, plan, "deleted").statusCode(200).body("status", equalTo("deleted"));
    status(customer, plan, "active").statusCode(404).body("code", equalTo("20003"));
    status(customer, plan, "on fire").statusCode(400);
  }

  @Test
  void the_etag_changes_with_the_status_and_is_the_condition_of_a_change() {
    String customer = CONTOSO.customer();
    var added =
        CONTOSO
            .admin()
            .body("{\"offerId\": \"MS-AZR-0017G\"}")
            .post("/v1/customers/{c}/subscriptions", customer)
            .then()
            .extract();
    String plan = added.path("id");
    String first = added.path("attributes.etag");
    assertThat(added.header("ETag")).isEqualTo(first).startsWith("\"").endsWith("\"");
    subscription(customer, plan).body("attributes.etag", equalTo(first)).header("ETag", first);

    String second =
        change(customer, plan, "suspended", first)
            .statusCode(200)
            .extract()
            .path("attributes.etag");
    assertThat(second).isNotEqualTo(first);
    subscription(customer, plan).body("attributes.etag", equalTo(second));

    outdated(change(customer, plan, "active", first));
    outdated(change(customer, plan, "suspended", first));
    subscription(customer, plan)
        .body("status", equalTo("suspended"))
        .body("attributes.etag", equalTo(second));

    change(customer, plan, "active", second).statusCode(200).body("status", equalTo("active"));
    change(customer, plan, "suspended", "*").statusCode(200).body("status", equalTo("suspended"));
    outdated(change(customer, plan, "deleted", second));
  }

  @Test
  void a_subscription_sent_back_as_it_was_read_is_left_as_it_is() {
    String customer = CONTOSO.customer();
    String plan = CONTOSO.azurePlan(customer);
    for (String status : new String[] {"active", "suspended", "deleted"}) {
      status(customer, plan, status).statusCode(200);
      String read = subscription(customer, plan).extract().asString();
      CONTOSO
          .admin()
          .body(read)
          .patch("/v1/customers/{c}/subscriptions/{s}", customer, plan)
          .then()
          .statusCode(200)
          .body(equalTo(read));
      subscription(customer, plan).body(equalTo(read));
    }
    TAILSPIN
        .admin()
        .body("{\"status\": \"deleted\"}")
        .patch("/v1/customers/{c}/subscriptions/{s}", customer, plan)
        .then()
        .statusCode(404)
        .body("code", equalTo("60003"));
  }

  @Test
  void of_several_agents_who_change_it_from_the_same_etag_one_does() throws Exception {
    String customer = CONTOSO.customer();
    String plan = CONTOSO.azurePlan(customer);
    String etag = subscription(customer, plan).extract().path("attributes.etag");
    List<Callable<ValidatableResponse>> calls =
        List.of(
            () -> change(customer, plan, "suspended", etag),
            () -> change(customer, plan, "deleted", etag),
            () -> change(customer, plan, "suspended", etag),
            () -> change(customer, plan, "deleted", etag));
    List<Integer> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var call : threads.invokeAll(calls)) {
        answers.add(call.get().extract().statusCode());
      }
    }
    assertThat(answers).containsOnlyOnce(200);
  }

  @Test
  void while_the_only_plan_is_suspended_the_permission_cannot_be_turned_on() {
    String customer = CONTOSO.customer();
    String plan = CONTOSO.azurePlan(customer);
    status(customer, plan, "suspended").statusCode(200);
    CONTOSO.turnOn(customer).statusCode(409).body("code", equalTo("NoQualifyingSubscription"));
    status(customer, plan, "active").statusCode(200);
    CONTOSO.turnOn(customer).statusCode(201);
  }

  @Test
  void a_subscription_bought_elsewhere_does_not_qualify() {
    String customer = CONTOSO.customer();
    CONTOSO
        .admin()
        .body("{\"offerId\": \"MS-AZR-0017G\", \"boughtThroughPartner\": false}")
        .post("/v1/customers/{c}/subscriptions", customer)
        .then()
        .statusCode(201);
    CONTOSO.turnOn(customer).statusCode(409).body("code", equalTo("NoQualifyingSubscription"));
  }

  @Test
  void a_retry_adds_no_second_subscription() {
    String customer = CONTOSO.customer();
    String requestId = UUID.randomUUID().toString();
    for (int i = 0; i < 2; i++) {
      CONTOSO
          .admin()
          .header("MS-RequestId", requestId)
          .body("{\"offerId\": \"MS-AZR-0017G\"}")
          .post("/v1/customers/{c}/subscriptions", customer)
          .then()
          .statusCode(201);
    }
    CONTOSO
        .admin()
        .get("/v1/customers/{c}/subscriptions", customer)
        .then()
        .body("totalCount", equalTo(1));
  }

  @Test
  void another_partners_customer_is_not_found() {
    String customer = CONTOSO.customer();
    String plan = CONTOSO.azurePlan(customer);
    TAILSPIN
        .admin()
        .body("{\"offerId\": \"MS-AZR-0017G\"}")
        .post("/v1/customers/{c}/subscriptions", customer)
        .then()
        .statusCode(404)
        .body("code", equalTo("60003"));
    TAILSPIN
        .admin()
        .get("/v1/customers/{c}/subscriptions/{s}", customer, plan)
        .then()
        .statusCode(404);
  }

  private static ValidatableResponse status(String customer, String plan, String status) {
    return CONTOSO
        .admin()
        .body("{\"status\": \"%s\"}".formatted(status))
        .patch("/v1/customers/{c}/subscriptions/{s}", customer, plan)
        .then();
  }

  private static ValidatableResponse subscription(String customer, String id) {
    return CONTOSO
        .admin()
        .get("/v1/customers/{c}/subscriptions/{s}", customer, id)
        .then()
        .statusCode(200);
  }

  private static void outdated(ValidatableResponse answer) {
    answer.statusCode(400).body("code", equalTo("2055"));
  }

  private static ValidatableResponse change(
      String customer, String plan, String status, String etag) {
    return CONTOSO
        .admin()
        .header("If-Match", etag)
        .body("{\"status\": \"%s\"}".formatted(status))
        .patch("/v1/customers/{c}/subscriptions/{s}", customer, plan)
        .then();
  }
}
