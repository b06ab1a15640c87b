package cloud.reseller.permissions.http;

import static cloud.reseller.permissions.http.Partner.CONTOSO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import cloud.reseller.testing.RealParts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Calls as the public .NET client makes them: names in Pascal case, members without a value as
 * null, {@code entity_Id}, page size 0, a slash at the end of the users' address.
 */
@QuarkusTest
@RealParts
class PublicClientIT {

  private static final String POLICY =
      """
      {"Id": %s, "SelfServeEntity": {"SelfServeEntityType": "customer", "TenantID": "%s"},
       "Grantor": {"GrantorType": "billToPartner", "TenantID": "%s"},
       "Permissions": [{"Resource": "AzureReservedInstances", "Action": "Purchase"}],
       "Attributes": {%s"ObjectType": "SelfServePolicy"}}
      """;

  @Test
  void a_policy_is_created_listed_changed_and_deleted() {
    String customer = CONTOSO.customer();
    CONTOSO.azurePlan(customer);
    client()
        .body(POLICY.formatted("null", customer, CONTOSO.id(), ""))
        .post("/v1/SelfServePolicy")
        .then()
        .statusCode(201);
    JsonPath listed =
        client()
            .get("/v1/SelfServePolicy?entity_Id={c}", customer)
            .then()
            .statusCode(200)
            .body("items", hasSize(1))
            .extract()
            .jsonPath();
    String id = listed.getString("items[0].id");
    String etag = listed.getString("items[0].attributes.etag").replace("\"", "\\\"");
    client()
        .body(
            POLICY.formatted(
                '"' + id + '"', customer, CONTOSO.id(), "\"Etag\": \"" + etag + "\", "))
        .put("/v1/SelfServePolicy/{id}", id)
        .then()
        .statusCode(200);
    client().delete("/v1/SelfServePolicy/{id}", id).then().statusCode(204);
    client()
        .get("/v1/SelfServePolicy?entity_Id={c}", customer)
        .then()
        .body("totalCount", equalTo(0));
  }

  @Test
  void a_customer_is_created_with_its_users_and_a_subscription_is_suspended() {
    String customer =
        client()
            .body(
                """
                {"Id": null, "CommerceId": null,
                 "CompanyProfile": {"TenantId": null, "Domain": "northwind.example",
                   "CompanyName": "Northwind", "OrganizationRegistrationNumber": null,
                   "Attributes": {"ObjectType": "CustomerCompanyProfile"}},
                 "BillingProfile": {"Id": null, "FirstName": "Ada", "Email": "ada@northwind.example",
                   "Culture": "EN-US", "CompanyName": "Northwind",
                   "DefaultAddress": {"Country": "US", "Region": null, "City": "Redmond"},
                   "Attributes": {"ObjectType": "CustomerBillingProfile"}},
                 "RelationshipToPartner": "none", "AllowDelegatedAccess": null,
                 "UserCredentials": null, "CustomDomains": null, "AssociatedPartnerId": null,
                 "Attributes": {"ObjectType": "Customer"}}
                """)
            .post("/v1/customers")
            .then()
            .statusCode(201)
            .body("companyProfile.companyName", equalTo("Northwind"))
            .extract()
            .path("id");
    String user =
        client()
            .body(
                """
                {"UsageLocation": "US", "Id": null, "UserPrincipalName": "ola@northwind.example",
                 "FirstName": "Ola", "LastName": "L", "DisplayName": "Ola L",
                 "PasswordProfile": {"Password": "secret", "ForceChangePassword": true},
                 "LastDirectorySyncTime": null, "UserDomainType": "none", "State": "active",
                 "SoftDeletionTime": null, "Attributes": {"ObjectType": "CustomerUser"}}
                """)
            .post("/v1/customers/{c}/users/", customer)
            .then()
            .statusCode(201)
            .body("displayName", equalTo("Ola L"))
            .extract()
            .path("id");
    client()
        .get("/v1/customers/{c}/users?size=0", customer)
        .then()
        .statusCode(200)
        .body("items.id", contains(user));
    String plan = CONTOSO.azurePlan(customer);
    client()
        .body(
            """
            {"Id": "%s", "OfferId": "MS-AZR-0017G", "FriendlyName": "Azure plan", "Quantity": 1,
             "CreationDate": "2026-01-01T00:00:00", "Status": "suspended", "BillingType": "usage",
             "AutoRenewEnabled": false, "Links": {"Self": null}, "OrderId": null,
             "Attributes": {"ObjectType": "Subscription"}}
            """
                .formatted(plan))
        .patch("/v1/customers/{c}/subscriptions/{s}", customer, plan)
        .then()
        .statusCode(200)
        .body("status", equalTo("suspended"));
  }

  @Test
  void customers_are_found_by_the_beginning_of_their_name_or_domain() {
    Partner partner = new Partner();
    String fabrikam = partner.customer();
    String adatum = named(partner, "Adatum_%", "adatum.example");
    String adventure = named(partner, "Adventure", "works.example");

    found(partner, "CompanyName", "ad", adatum, adventure);
    found(partner, "CompanyName", "ADATUM_%", adatum);
    found(partner, "Domain", "fabrikam.", fabrikam);
    found(partner, "Domain", "example");
    for (String wrong :
        List.of(
            filter("Email", "a", "starts_with"),
            filter("CompanyName", "\\u0000", "starts_with"),
            filter("Domain", "a\\u0000b", "starts_with"))) {
      partner
          .admin()
          .queryParam("filter", wrong)
          .get("/v1/customers")
          .then()
          .statusCode(400)
          .body("code", equalTo("InvalidParameter"))
          .body("data", contains("filter"))
          .body("description", containsString("CompanyName"));
    }
  }

  /** The public Java client writes a filter's members in an order of its own (K19). */
  @Test
  void the_public_java_client_finds_customers_and_lists_their_subscriptions() {
    Partner partner = new Partner();
    String adatum = named(partner, "Adatum", "adatum.example");
    String adventure = named(partner, "Adventure", "works.example");
    String plan = partner.azurePlan(adatum);

    for (String[] filter :
        new String[][] {{"ad", "CompanyName", adatum, adventure}, {"works", "Domain", adventure}}) {
      assertThat(
              partner
                  .admin()
                  .queryParam("size", 0)
                  .queryParam(
                      "filter",
                      """
                      {"value":"%s","field":"%s","fieldType":"String","operator":"StartsWith"}\
                      """
                          .formatted(filter[0], filter[1]))
                  .get("/v1/customers")
                  .then()
                  .statusCode(200)
                  .extract()
                  .jsonPath()
                  .getList("items.id", String.class))
          .containsExactly(Arrays.copyOfRange(filter, 2, filter.length));
    }
    partner
        .admin()
        .get("/v1/customers/{c}/subscriptions", adatum)
        .then()
        .statusCode(200)
        .body("items.id", contains(plan));
  }

  @Test
  void a_filter_goes_on_to_the_next_page() {
    Partner partner = new Partner();
    partner.customer();
    String first = named(partner, "Adatum", "adatum.example");
    String second = named(partner, "Adventure", "works.example");
    JsonPath page =
        partner
            .admin()
            .queryParam("size", 1)
            .queryParam("filter", filter("CompanyName", "ad", "starts_with"))
            .get("/v1/customers")
            .then()
            .body("items.id", contains(first))
            .extract()
            .jsonPath();

    partner
        .admin()
        .header(
            page.getString("links.next.headers[0].key"),
            page.getString("links.next.headers[0].value"))
        .urlEncodingEnabled(false)
        .get("/v1" + page.getString("links.next.uri"))
        .then()
        .statusCode(200)
        .body("items.id", contains(second));
  }

  @Test
  void every_list_takes_the_same_parameters_of_pages_and_refuses_others() {
    String customer = CONTOSO.customer();
    String plan = CONTOSO.azurePlan(customer);
    for (String list :
        List.of(
            "/v1/customers?",
            "/v1/agents?",
            "/v1/SelfServePolicy?entity_id=" + customer + "&",
            "/v1/customers/" + customer + "/subscriptions?",
            "/v1/customers/" + customer + "/subscriptions/" + plan + "/owners?",
            "/v1/customers/" + customer + "/users?",
            "/v1/customers/" + customer + "/pricerules?")) {
      client().get(list + "size=0").then().statusCode(200);
      for (String[] wrong :
          new String[][] {
            {"size=-1", "size"},
            {"size=501", "size"},
            {"size=many", "size"},
            {"seekOperation=Previous", "seekOperation"},
            {"seekOperation=Next", "MS-ContinuationToken"},
            {"%24filter=x", "$filter"},
            {"sortField=x", "sortField"}
          }) {
        client()
            .urlEncodingEnabled(false)
            .get(list + wrong[0])
            .then()
            .statusCode(400)
            .body("data", contains(wrong[1]));
      }
      client()
          .header("MS-ContinuationToken", "nonsense")
          .get(list + "seekOperation=Next")
          .then()
          .statusCode(400)
          .body("data", contains("MS-ContinuationToken"));
    }
  }

  @Test
  void a_filter_narrows_a_users_own_list_too() {
    Partner partner = new Partner();
    String adatum = named(partner, "Adatum", "adatum.example");
    String user = UUID.randomUUID().toString();
    for (String[] asked : new String[][] {{"ad", adatum}, {"bri"}}) {
      assertThat(
              Partner.user(adatum, user)
                  .queryParam("filter", filter("CompanyName", asked[0], "starts_with"))
                  .get("/v1/customers")
                  .then()
                  .statusCode(200)
                  .extract()
                  .jsonPath()
                  .getList("items.id", String.class))
          .containsExactly(Arrays.copyOfRange(asked, 1, asked.length));
    }
  }

  private static void found(Partner partner, String field, String value, String... ids) {
    assertThat(
            partner
                .admin()
                .queryParam("size", 0)
                .queryParam("filter", filter(field, value, "starts_with"))
                .get("/v1/customers")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.id", String.class))
        .containsExactly(ids);
  }

  private static String filter(String field, String value, String operator) {
    return "{\"Field\":\"%s\",\"Value\":\"%s\",\"Operator\":\"%s\"}"
        .formatted(field, value, operator);
  }

  private static String named(Partner partner, String name, String domain) {
    return partner
        .admin()
        .body(
            Bodies.CUSTOMER
                .replace("Fabrikam, Inc", name)
                .replace("\"fabrikam.example\"", '"' + domain + '"'))
        .post("/v1/customers")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static RequestSpecification client() {
    return CONTOSO
        .admin()
        .header("MS-RequestId", UUID.randomUUID())
        .header("MS-CorrelationId", UUID.randomUUID())
        .header("X-Locale", "en-US")
        .header("MS-PartnerCenter-Client", "Partner Center .NET SDK")
        .header("MS-SdkVersion", "3.4.0.0")
        .header("MS-PartnerCenter-Application", "shop");
  }
}
