package cloud.reseller.permissions.http;

import static cloud.reseller.permissions.http.Partner.CONTOSO;
import static cloud.reseller.permissions.http.Partner.TAILSPIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import cloud.reseller.testing.RealParts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealParts
class CustomersIT {

  @Test
  void a_customer_is_added_and_read_in_the_public_form() {
    String id = CONTOSO.customer();
    CONTOSO
        .admin()
        .get("/v1/customers/{c}", id)
        .then()
        .statusCode(200)
        .body("id", equalTo(id))
        .body("companyProfile.tenantId", equalTo(id))
        .body("companyProfile.companyName", equalTo("Fabrikam, Inc"))
        .body("companyProfile.domain", equalTo("fabrikam.example"))
        .body("billingProfile.defaultAddress.country", equalTo("US"))
        .body("relationshipToPartner", equalTo("reseller"))
        .body("attributes.objectType", equalTo("Customer"));
    CONTOSO.admin().get("/v1/customers").then().body("items.id", hasItem(id));
  }

  @Test
  void a_member_of_a_new_customer_that_would_not_be_taken_is_refused_and_an_empty_one_is_not() {
    String other = UUID.randomUUID().toString();
    String body =
        """
        {"id": %s, "relationshipToPartner": %s, "selfServePermissions": %s,
         "companyProfile": {"tenantId": %s, "companyName": "Fabrikam", "domain": "fabrikam.example"},
         "billingProfile": {"companyName": %s, "defaultAddress": {"country": "US"}}}\
        """;
    Map<String, String> refused =
        Map.of(
            "id", body.formatted("\"" + other + "\"", "null", "null", "null", "null"),
            "relationshipToPartner", body.formatted("null", "\"advisor\"", "null", "null", "null"),
            "selfServePermissions",
                body.formatted(
                    "null",
                    "null",
                    "[{\"resource\": \"AzureReservedInstances\", \"action\": \"Purchase\"}]",
                    "null",
                    "null"),
            "companyProfile.tenantId",
                body.formatted("null", "null", "null", "\"" + other + "\"", "null"),
            "billingProfile.companyName",
                body.formatted("null", "null", "null", "null", "\"Contoso\""));
    refused.forEach(
        (member, sent) ->
            CONTOSO
                .admin()
                .body(sent)
                .post("/v1/customers")
                .then()
                .statusCode(400)
                .body("code", equalTo("InvalidBody"))
                .body("data", contains(member)));
    CONTOSO
        .admin()
        .body(body.formatted("null", "\"reseller\"", "[]", "\"\"", "\"Fabrikam\""))
        .post("/v1/customers")
        .then()
        .statusCode(201);
  }

  @Test
  void a_customer_says_whether_it_may_buy_itself() {
    String customer =
        CONTOSO
            .admin()
            .body(Bodies.CUSTOMER)
            .post("/v1/customers")
            .then()
            .statusCode(201)
            .body("selfServePermissions", empty())
            .extract()
            .path("id");
    CONTOSO.azurePlan(customer);
    read(CONTOSO.agent("helpdesk_agent"), customer)
        .body("selfServePermissions", empty())
        .body("links.selfServePolicy.uri", equalTo("/SelfServePolicy?entity_id=" + customer));

    CONTOSO.turnOn(customer).statusCode(201);

    read(CONTOSO.agent("helpdesk_agent"), customer)
        .body("selfServePermissions.resource", contains("AzureReservedInstances"))
        .body("selfServePermissions.action", contains("Purchase"));
    String listed = "items.find { it.id == '" + customer + "' }.selfServePermissions.resource";
    CONTOSO.admin().get("/v1/customers").then().body(listed, contains("AzureReservedInstances"));
    read(Partner.user(customer, CONTOSO.person(customer, "olivia")), customer)
        .body("selfServePermissions.resource", contains("AzureReservedInstances"))
        .body("links.selfServePolicy", nullValue())
        .body("links.self.uri", equalTo("/customers/" + customer));

    CONTOSO
        .admin()
        .delete("/v1/SelfServePolicy/{id}", CONTOSO.policyId(customer))
        .then()
        .statusCode(204);
    read(CONTOSO.admin(), customer).body("selfServePermissions", empty());
  }

  private static ValidatableResponse read(RequestSpecification caller, String customer) {
    return caller.get("/v1/customers/{c}", customer).then().statusCode(200);
  }

  @Test
  void one_search_goes_over_names_and_domains_and_says_which_prerequisites_each_has() {
    Partner partner = new Partner();
    String byName = partner.customer("Adatum", "elsewhere.example");
    String byDomain = partner.customer("Elsewhere", "adatum.example");
    partner.customer("Northwind", "northwind.example");
    String plan = partner.azurePlan(byName);
    partner.owner(byName, plan, partner.person(byName, "olivia"));
    partner.azurePlan(byDomain);
    partner.turnOn(byDomain).statusCode(201);

    String list = "/v1/customers?precheck=true&search=ADATUM";
    JsonPath found =
        partner.agent("sales_agent").get(list).then().statusCode(200).extract().jsonPath();

    assertThat(found.getList("items.id", String.class)).containsExactly(byName, byDomain);
    assertThat(found.getMap("items[0].precheck"))
        .isEqualTo(Map.of("subscription", true, "owner", true, "permission", false));
    assertThat(found.getMap("items[1].precheck"))
        .isEqualTo(Map.of("subscription", true, "owner", false, "permission", true));
    partner.admin().get("/v1/customers").then().body("items[0].precheck", nullValue());
  }

  @Test
  void a_search_goes_on_over_pages_and_is_not_mixed_with_a_filter() {
    Partner partner = new Partner();
    List<String> added =
        List.of(
            partner.customer("Adatum", "one.example"),
            partner.customer("Two", "adatum.example"),
            partner.customer("Adatum", "adatum.example"));
    partner.customer("Other", "other.example");
    JsonPath first =
        partner.admin().get("/v1/customers?search=ada&size=2").then().extract().jsonPath();
    partner
        .admin()
        .header("MS-ContinuationToken", first.getString("continuationToken"))
        .get("/v1" + first.getString("links.next.uri"))
        .then()
        .statusCode(200)
        .body("items.id", contains(added.getLast()))
        .body("continuationToken", nullValue());
    assertThat(first.getList("items.id", String.class)).isEqualTo(added.subList(0, 2));

    partner
        .admin()
        .queryParam("search", "ada")
        .queryParam(
            "filter", "{\"Field\":\"Domain\",\"Value\":\"ada\",\"Operator\":\"starts_with\"}")
        .get("/v1/customers")
        .then()
        .statusCode(400)
        .body("data", contains("search"));
    partner
        .admin()
        .get("/v1/customers?precheck=maybe")
        .then()
        .statusCode(400)
        .body("data", contains("precheck"));
  }

  @Test
  void a_retry_adds_no_second_customer() {
    String requestId = UUID.randomUUID().toString();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      ids.add(
          CONTOSO
              .admin()
              .header("MS-RequestId", requestId)
              .body(Bodies.CUSTOMER)
              .post("/v1/customers")
              .then()
              .statusCode(201)
              .extract()
              .path("id"));
    }
    assertThat(ids.getFirst()).isEqualTo(ids.getLast());
  }

  @Test
  void the_list_is_read_page_by_page_in_the_order_customers_were_added() {
    Partner partner = new Partner();
    List<String> added = List.of(partner.customer(), partner.customer(), partner.customer());
    List<String> read = new ArrayList<>();
    RequestSpecification next = partner.admin();
    JsonPath page;
    do {
      page = next.get("/v1/customers?size=2").then().statusCode(200).extract().jsonPath();
      read.addAll(page.getList("items.id"));
      next = partner.admin().header("MS-ContinuationToken", "" + page.get("continuationToken"));
    } while (page.get("continuationToken") != null);
    assertThat(read).isEqualTo(added);
  }

  @Test
  void a_partner_sees_its_own_customers_only() {
    String id = CONTOSO.customer();
    TAILSPIN
        .admin()
        .get("/v1/customers/{c}", id)
        .then()
        .statusCode(404)
        .body("code", equalTo("60003"));
    TAILSPIN.admin().get("/v1/customers").then().body("items.id", not(hasItem(id)));
  }

  @Test
  void a_user_sees_its_own_customer_only() {
    String own = CONTOSO.customer();
    String other = CONTOSO.customer();
    String user = UUID.randomUUID().toString();
    Partner.user(own, user).get("/v1/customers/{c}", own).then().statusCode(200);
    Partner.user(own, user).get("/v1/customers").then().body("items.id", contains(own));
    Partner.user(own, user).get("/v1/customers/{c}", other).then().statusCode(404);
  }

  @Test
  void a_customer_without_a_country_is_refused_by_the_fields_name() {
    CONTOSO
        .admin()
        .body(Bodies.CUSTOMER.replace("\"US\"", "\"Atlantis\""))
        .post("/v1/customers")
        .then()
        .statusCode(400)
        .body("description", containsString("billingProfile.defaultAddress.country"));
    CONTOSO
        .admin()
        .body(Bodies.CUSTOMER.replace("Fabrikam, Inc", " "))
        .post("/v1/customers")
        .then()
        .statusCode(400)
        .body("description", containsString("companyProfile.companyName"));
  }
}
